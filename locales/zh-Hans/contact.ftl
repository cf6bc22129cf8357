### /{tag}/contact — how to reach the office, and the rights in the text.

contact-title = 联系方式

contact-rights = 授权材料的使用
    .text = 声明的各项权利归{ -ministry }所有。凡希望使用授权材料者，请事先取得许可。
    .how = 请说明您希望使用哪些材料、用于何种目的、使用何种语言，以及如何与您联系。

contact-problem = 错误和障碍
    .text = 如果您发现正文或译文有误，或者这些网页上有任何无法阅读或使用之处，也请来函告知。请注明是哪一个网页，并尽可能注明是哪一段。

contact-post = 邮寄

# The postal address of the ministry, line by line, as it is written on a letter
# from abroad.
contact-address = { -ministry }<br>希哈利·古尔班诺夫街4号<br>AZ1009 巴库<br>阿塞拜疆共和国

contact-email = 电子邮件
    .office = 负责本网站的部门：
    .operator = 本副本的运营者（并非外交部）：

# Where no e-mail address has been given.
contact-no-email = 本网站未提供电子邮件地址。请以邮寄方式来函。
    .copy = 本副本的运营者未说明联系方式。以下为外交部的地址，供咨询文本权利事宜之用。
