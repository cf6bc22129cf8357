### /{tag}/privacy — the privacy policy.
### It says what the software does and what the operator has set, nothing else.

privacy-title = 隐私政策

# The page in one or two sentences, for search results and previews.
# max-length: 160
privacy-description = 本网站如何处理个人数据：网页、联系表单和日志，留言的保存期限，以及您的权利。

# $date (String) day of this version, for example 5 March 2026
privacy-dated = { $date }版本

privacy-summary = 您无须向任何人表明身份即可阅读这些网页。这些网页不设置Cookie，不从其他网站加载任何内容，也不统计访问人数。除非您选择了阅读设置，或者向我们提交了留言（见下文），否则您的设备上不会存储任何内容；所选设置由您的浏览器为这些网页保存，不会发送给任何人。

# <contact-link> leads to the contact page.
privacy-controller = 由谁负责
    .official = 本网站由{ -ministry }负责。该部地址见<contact-link>联系方式页面</contact-link>。
    .copy = 本副本由其运营者负责。该运营者并非{ -ministry }。<contact-link>联系方式页面</contact-link>说明如何与运营者联系（以已知者为限）。

privacy-delivery = 您打开网页时
    .text = 您的浏览器会发送您的网络地址（IP地址）、网页地址以及首选语言等设置。服务器仅利用这些信息作出响应，随后不再保留。法律依据是向您显示您所请求的网页这一正当利益。
    .logged = 您的浏览器会发送您的网络地址（IP地址）、网页地址以及首选语言等设置。服务器利用这些信息作出响应，并按下一节所述记下其中一部分。法律依据是向您显示您所请求的网页这一正当利益。

# $address (String) which part of the visitor’s network address is written down:
# off (nothing), truncated (shortened) or full (all of it)
privacy-log = 发生故障时
    .text =
        服务器不保存访问清单。只有在未能响应某项请求时，服务器才会记下时间、网页类型、结果、所用时长，以及可将该记录与前端服务器的记录相对应的编号，{ $address ->
            [off] 但不记下您的网络地址
            [full] 并一同记下您的网络地址
           *[truncated] 并一同记下您的网络地址，但该地址经过截短，所代表的是一整组连接
        }。法律依据是查找和排除故障以及防范攻击的正当利益。
    .kept = 软件本身不存储这些记录，而是将其交给所在计算机的日志，由该日志按照自身的设置删除。位于本服务器前端的服务器可能另行保存自己的日志。

privacy-visits = 服务器记下的内容
    .text =
        服务器记下每一项请求：时间、网页类型及其语言、结果、字节数、所用时长，以及可将该记录与前端服务器的记录相对应的编号，{ $address ->
            [off] 但不记下您的网络地址
            [full] 并一同记下您的网络地址
           *[truncated] 并一同记下您的网络地址，但该地址经过截短，所代表的是一整组连接
        }。服务器不记下您输入的内容，不记下网址中问号之后的部分，也不记下您使用的浏览器。法律依据是维持本网站运行、查找和排除故障以及防范攻击的正当利益。

# $days (Number) how long messages are kept, for example 180
# $review (Number) how long messages are kept that wait for a person, for example 90
privacy-messages = 您向我们留言时
    .data = 表单存储您的姓名、电子邮件地址、您所属的机构（如您填写）、留言事项和所涉段落、答复所用语言、留言内容、提交时间以及您已表示同意这一事实。除机构栏和段落栏外，所有各栏均为答复您所必需。您没有义务向我们留言。
    .text = 这些数据仅用于处理您的留言，即：予以存储，以电子邮件或人工方式转交给负责本网站的人员，予以阅读、答复和删除。请勿发送护照复印件或银行账户信息。
    .device = 在提交留言的过程中，您的浏览器会保留您填写的内容，以便将其副本连同留言编号向您显示一次。随后，浏览器会删除这些内容；无论如何，最迟在您关闭窗口时删除。
    .basis = 法律依据是您的同意。该同意在数据删除之前一直有效。您可随时撤回同意，无须说明理由：请与我们联系，并注明您的留言编号。撤回之前所作的处理仍属合法。
    .kept =
        { $days ->
            [0] 留言一经转交，即从本网站删除。
           *[other] 留言在转交后满{ $days }天时从本网站删除。
        }
    .waiting =
        { $days ->
            [0] 尚未转交的留言予以保留，但下文所述情形除外。留言一经转交，或者在您撤回同意时、我们获知您已去世时，即予删除，不作归档。
           *[other] 尚未转交的留言予以保留，但下文所述情形除外。留言在上述期限届满时、您撤回同意时，或者我们获知您已去世时，即予删除，不作归档。
        }
    .review =
        { $review ->
           *[other] 因无法转交或者看似由机器自动提交而须由人作出决定的留言，在收到后满{ $review }天时删除；但在就该留言提醒本网站运营人员之前，不予删除。
        }

privacy-floods = 防范大量留言涌入
    .text = 有人提交留言时，服务器会记住留言来自哪个网络地址，为时一分钟。该信息仅保存在服务器的内存中，不与留言一同保存。法律依据是使表单始终可供所有人使用的正当利益。

privacy-recipients = 谁会收到数据
    .text = 留言由本网站运营人员和负责本网站的人员接收。以电子邮件或邮寄方式传递留言的服务机构，以及凡运营您与本网站之间的计算机和线路者，均可看到经由其传输的内容，并可能位于其他国家。其他任何人均不会收到个人数据，本网站自身也不向国外传输任何个人数据。

privacy-share = 分享链接
    .text = 通往其他服务的链接均为普通链接。在您点击某项服务的链接之前，不会向该服务发送任何信息。此后适用该服务的隐私政策。

privacy-automated = 不进行自动化决策
    .text = 您无须提供任何个人数据即可阅读这些网页；不提供个人数据，也不会因此而无法获取任何内容。不会自动作出任何涉及您的决定。
    .held = 看似由机器自动提交的留言会被加上标记并另行存放，直至有人查看为止。如无人查看，该留言在上文针对须由人作出决定的留言所述的期限届满后删除。

# <contact-link> leads to the contact page.
privacy-rights = 您的权利
    .text = 您可以询问保存了哪些关于您的数据，并可要求更正、删除这些数据，将其移交给您，或者仅在限定范围内使用。您可以反对使用这些数据。您依照《阿塞拜疆共和国个人数据法》（2010年5月11日第998-IIIQ号）享有上述权利，在适用的情况下，还依照欧洲联盟《通用数据保护条例》享有上述权利。如需行使这些权利，请<contact-link>与我们联系</contact-link>。
    .complaint = 您还可以向您居住地负责数据保护的主管机关投诉。

# <source-link> leads to the English privacy policy.
privacy-language = 语言
    .text = 本政策各语言版本的内容相同。如两种版本有出入，以<source-link>英文版</source-link>为准。
