### /{tag}/share — ways to pass the statement on.

share-title = 分享本页

# The page in one or two sentences, for search results and previews.
# max-length: 160
share-description = 分享关于反恐怖主义的声明的方式：链接、二维码、引用格式和服务。

share-link = 链接
    .hint = 本页当前语言版本的网址。
    .copy = 复制链接
    .copied = 链接已复制。

# A button that opens the sharing menu of the telephone or computer.
share-device = 使用此设备上的应用程序分享

share-services = 服务
    .hint = 在您点击某项服务的链接之前，该服务不会获知您的任何信息。此后适用该服务自身的规则。

# $service (String) name of a service, for example Telegram
share-on = 分享到{ $service }

share-email = 通过电子邮件发送

share-code = 二维码
    .hint = 将手机摄像头对准二维码，即可在手机上打开本页。

share-citation = 引用格式
    .hint = 如何将本页注明为出处。
    .copy = 复制引用格式
    .copied = 引用格式已复制。

share-citation-un = 联合国格式
    .hint = 联合国文件注明出处的格式。
    .copy = 复制联合国引用格式
    .copied = 联合国引用格式已复制。

share-citation-work = { -ministry }，《{ $title }》
    .unreviewed = { -ministry }，《{ $title }》，非官方译文
    .paragraph = { $work }，第{ $number }段

share-citation-text = { $work }，{ $url }
    .un = { $work }。可查阅：{ $url }

share-citation-copy = { $citation }（非官方副本，文本获取日期：{ $date }）
    .undated = { $citation }（非官方副本）

share-citation-read = { $citation }（访问日期：{ $day }）
