### /{tag}/contact — the form, other ways to reach the office, and the rights in the text.

contact-title = 联系方式

# The page in one or two sentences, for search results and previews.
# max-length: 160
contact-description = 请就声明的使用、正文或译文中的错误，或者任何无法阅读或使用之处，与我们联系。

contact-rights = 授权材料的使用
    .text = 声明的各项权利归{ -ministry }所有。凡希望使用授权材料者，请事先取得许可。
    .how = 请说明您希望使用哪些材料、用于何种目的、使用何种语言，以及如何与您联系。

contact-problem = 错误和障碍
    .text = 如果您发现正文或译文有误，或者这些网页上有任何无法阅读或使用之处，也请与我们联系。请注明是哪一个网页，并尽可能注明是哪一段。

# Above the form: whom the message reaches.
contact-form =
    .official = 您的留言将送交负责本网站的部门。
    .copy = 您的留言将送交本副本的运营者（并非外交部）。

# The choices of what the message is about.
contact-topic = 您的留言涉及何种事项？
    .material = 授权材料的使用
    .text = 正文或译文中的错误
    .accessibility = 无法阅读或使用之处
    .other = 其他事项

# A list of the headings and first words of the passages of the statement.
contact-about = 段落（选填）
    .hint = 如果您的留言涉及声明中的某一段落，请在此选择。
    .none = 不涉及特定段落

contact-name = 您的姓名

contact-address-field = 您的电子邮件地址
    .hint = 我们需要此地址才能答复您。例如：name@example.org

contact-organisation = 您所属的机构（选填）

# $language (String) the own name of the language of the page, for example English
contact-reply = 答复所用语言
    .page = { $language }（本页）

# $count (Number) most characters, for example 5000
contact-message = 您的留言
    .hint = 最多{ $count }个字符。请勿发送护照复印件或银行账户信息。

contact-count = 已输入{ $typed }个字符，最多{ $count }个

# Above the box to be ticked: what happens to the data.
# <privacy-link> leads to the privacy policy.
# $days (Number) how long messages are kept, for example 180
contact-consent = 您的数据将如何处理
    .text = 您在本表单中填写的内容由本网站运营人员存储，转交给答复您留言的人员，不作任何其他用途。
    .kept =
        { $days ->
            [0] 这些内容一经转交，即从本网站删除。
           *[other] 这些内容在转交后满{ $days }天时从本网站删除。
        }
    .rights = 您可随时撤回同意。<privacy-link>隐私政策</privacy-link>说明了如何撤回同意以及您享有哪些权利。
    .agree = 我同意我的数据被存储并用于处理我的留言。

# A field that people do not see. Only those who browse without style meet it.
contact-trap = 请将此栏留空

contact-send = 提交留言

# The title of the page when something has to be corrected.
# $title (String) title of the page, for example Contact
contact-fault-title = 错误：{ $title }

# Above a list of links to the fields.
# $count (Number) how many, for example 2
contact-faults =
    { $count ->
       *[other] 请更正{ $count }项填写内容
    }

# Read out by screen readers before what is wrong with a field.
contact-fault = 错误：

# Next to the field. $count (Number) most characters, for example 200
contact-fault-topic = 请选择您的留言涉及何种事项。
contact-fault-name = 请输入您的姓名。
    .long = 姓名过长。请勿超过{ $count }个字符。
contact-fault-address = 请输入您的电子邮件地址。
    .form = 请检查电子邮件地址。其格式应类似于name@example.org。
    .long = 电子邮件地址过长。请勿超过{ $count }个字符。
contact-fault-organisation = 机构名称过长。请勿超过{ $count }个字符。
contact-fault-message = 请填写您的留言。
    .long = 留言过长。请勿超过{ $count }个字符。
contact-fault-consent = 如需提交留言，请勾选方框表示同意。

# Above the form when nothing is wrong with the entries. <form-link> leads to the form at the address that the website is known by.
contact-refused = 您的留言未能提交
    .origin = 您的浏览器报告称，该留言来自另一网站。请检查您填写的内容，然后重新提交留言。如果留言再次被拒绝，请复制留言内容，并通过<form-link>本网站主网址上的表单</form-link>提交。
    .size = 留言过长，无法接收。请缩短后重新提交。
    .damaged = 收到的留言不完整。请重新提交。
    .slow = 留言传送时间过长。请再试一次。
    .rate = 短时间内收到的留言过多。请等待一分钟，然后重新提交留言。
    .day = 今天收到的留言过多。请明天再试。
    .storage = 目前无法安全存储该留言。请过几分钟再试。
    .kept = 您输入的内容见下方，未作改动。
    .lost = 无法读取您输入的内容。请返回上一页，您的浏览器可能仍保留着这些内容。

# <other-link> leads to the part of the page with the e-mail address and the postal address.
contact-other = 其他联系方式
    .refused = 您也可以选用<other-link>其他联系方式</other-link>。

contact-nowhere = 本页没有表单
    .text = 无法从此处提交留言。请选用<other-link>其他联系方式</other-link>。

contact-post = 邮寄
    .copy = 外交部的地址，供咨询文本权利事宜之用：

# The postal address of the ministry, line by line, as it is written on a letter
# from abroad.
contact-address = { -ministry }<br>希哈利·古尔班诺夫街4号<br>AZ1009 巴库<br>阿塞拜疆共和国

contact-email = 电子邮件
    .office = 负责本网站的部门：
    .operator = 本副本的运营者（并非外交部）：

# Where no e-mail address has been given.
contact-no-email = 本网站未提供电子邮件地址。请使用表单或以邮寄方式与我们联系。
    .copy = 本副本的运营者未提供电子邮件地址。以下为外交部的邮寄地址，供咨询文本权利事宜之用。
