### /{tag}/contact/received/{reference} — what a citizen sees after a message has been stored.

receipt-title = 已收到您的留言

# Above the reference itself, a code such as 4T7QK-9HX2W.
receipt-reference = 留言编号
    .hint = 请记下此留言编号。如就本留言与我们联系，请注明此留言编号。

# $date (String) day, for example 5 March 2026
# $time (String) time of day, for example 14:05
receipt-time = 已于{ $date }{ $time }（UTC）收到。

# $days (Number) how long messages are kept, for example 180
receipt-next = 后续处理
    .official = 留言已存储，并将转交负责本网站的部门。留言将由人工阅读。
    .copy = 留言已存储，并将转交本副本的运营者（并非外交部）。留言将由人工阅读。
    .reply = 如果留言需要答复，您将收到电子邮件答复；在可能的情况下，答复将使用您所选择的语言。
    .kept =
        { $days ->
            [0] 您的留言一经转交，即从本网站删除。
           *[other] 您的留言在转交后满{ $days }天时从本网站删除。
        }
    .again = 您无须再次提交：同一文本在一天之内再次提交，所得留言编号相同。

# Above what the sender wrote, which a browser with script shows once, right after sending.
receipt-sent = 您的留言副本
    .hint = 仅显示这一次。如需保存，请打印本页。

receipt-keep = 您可以打印本页，或保存本页的网址。日后无论何人打开该网址，都看不到您所写的任何内容。

receipt-copy = 复制留言编号
    .copied = 留言编号已复制。

receipt-local = 按本设备时间：

receipt-page = 本页

receipt-back = 返回声明

# A button.
receipt-print = 打印本页

# <contact-link> leads to the form.
receipt-unknown = 没有此编号的留言
    .mistyped = 留言编号输入有误。请与您的记录逐个字符核对。
    .text = 请将留言编号与您的记录核对。留言在一段时间后会被删除，其留言编号也一并删除。
    .contact = 如果您认为这是我们的错误，请<contact-link>与我们联系</contact-link>。

receipt-unavailable = 目前无法查询此编号
    .text = 凡已向您显示留言编号的留言，均已存储。请过几分钟再试。
