### /{tag}/accessibility — the accessibility statement.
### Its outline follows the model of Commission Implementing Decision (EU)
### 2018/1523. It says only what has been done and measured.

accessibility-title = 无障碍声明

# The page in one or two sentences, for search results and previews.
# max-length: 160
accessibility-description = 本网站在多大程度上符合WCAG 2.2和EN 301 549，哪些内容无法无障碍访问，以及如何报告障碍。

# $date (String) day of this version, for example 5 March 2026
accessibility-dated = 本无障碍声明于{ $date }编写，每年至少审查一次。

# $site (String) address of the website, for example https://www.example.org
accessibility-scope = 本无障碍声明适用于本网站（{ $site }）所有语言的所有网页。无论能力、设备和网络连接如何，人人都应能阅读和使用这些网页。

accessibility-status = 合规状况
    .text = 本网站部分符合《Web内容无障碍指南》（WCAG）2.2版AA级和EN 301 549标准。没有已知的不符合之处，但使用辅助技术的人士尚未对每一种语言的网页进行检查。在检查完成之前，我们不称本网站完全符合标准。

accessibility-limits = 无法无障碍访问的内容
    .failures = 不符合标准之处：没有已知的不符合之处。
    .burden = 过度负担：未主张存在过度负担。
    .scope = 不属于本无障碍声明适用范围的内容：可供分享外交部声明网页的各项服务的网站，以及该声明提到的其他组织的文件。

# <text-link> leads to the plain text of the statement.
accessibility-measures = 已采取的措施
    .text = 每个网页都可以用屏幕阅读器阅读，可以仅用键盘操作，在没有脚本、没有样式、使用大字体、放大至400%、浅色和深色显示以及印在纸上的情况下，也都可以阅读和使用。网页上没有任何移动的内容，也没有任何时间限制。使用另一种语言的文字均有相应标记。文字与背景的对比度至少为7:1。每个网页底部的阅读设置可用于放大文字、加大间距、提高对比度以及选用更简洁的字体。
    .alternatives = 外交部声明另有<text-link>纯文本版本</text-link>。

accessibility-method = 本无障碍声明的编写方法
    .text = 本无障碍声明以软件开发者所作的评估为依据。每次改动后，均使用自动化工具，以浅色和深色显示，在宽屏和窄屏上检查每一种语言的每个网页，并测试网页的结构、对比度、在320像素宽度下的表现及打印形式。

# <contact-link> leads to the contact page.
accessibility-feedback = 如果您遇到障碍
    .text = 请<contact-link>告诉我们</contact-link>涉及哪一个网页，以及您当时想做什么。您也可以要求以其他形式提供文本。

# Only on the ministry’s own website.
accessibility-enforcement = 如果您对答复不满意
    .text = 您可以向阿塞拜疆共和国人权事务专员（监察员）求助，该专员负责监测《残疾人权利公约》的遵守情况。
