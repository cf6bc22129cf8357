### Pages that say what went wrong.

error-not-found = 找不到网页
    .text = 此地址没有网页。可能是地址输入有误，也可能是网页已移至别处。

error-method = 此地址仅用于显示网页
    .text = 无法向此地址发送任何内容。没有保存任何内容。

error-server = 目前无法显示此网页
    .text = 这是我们的问题。请过几分钟再试。

# Above the list of languages.
error-statement = 声明有以下语言版本可供阅读：

# <contact-link> leads to the contact page.
error-contact = 如果您认为这是我们的错误，请<contact-link>告诉我们</contact-link>。
