### What every page shares: header, menus, notices, footer.

## Required: a language is listed only when all of these are there

# The language’s own name for itself, as its readers write it.
language-name = 简体中文

# The first link of every page, for people who use a keyboard or a screen reader.
skip = 跳至正文

# The button that opens the list of languages. Read out before the name of the
# current language.
menu = 语言

# Read out by screen readers before the path “International Cooperation › …”.
breadcrumb = 您当前的位置

# The title in the browser’s tab and in search results, of at most 70 characters.
# $page (String) title of the page, for example Privacy Policy
# $site (String) the website, for example unofficial copy of mfa.gov.az
document-title = { $page } – { $site }

# The website in titles, where it is the ministry’s own: whose it is, short.
site-official = 阿塞拜疆外交部

# The website in titles, where it is a copy that somebody else publishes.
# $website (String) the ministry’s website, for example mfa.gov.az
site-copy = { $website }的非官方副本

# Whose text it is: at the top of every page, and for previews on the ministry’s own website.
publisher-official = { -ministry }

# Whose text it is, for previews, on a copy that somebody else publishes.
publisher-copy = { -ministry }（非官方副本）

# The statement in one or two sentences, for search results and previews.
# max-length: 160
description = { -ministry }关于反恐怖主义的声明，可供阅读、打印、引用和分享。

# At the top of every page of a copy that is not the ministry’s own website.
# <original-link> leads to the ministry’s website.
notice-copy = 本网站并非{ -ministry }的网站，而是<original-link>外交部网页</original-link>的非官方副本。

copy-band = <strong>非官方副本</strong><rest>，并非外交部网站</rest>

# Above a translation that nobody at the ministry has read yet.
# <source-link> leads to the English page.
notice-unreviewed = 本文为非官方译文，以<source-link>英文文本</source-link>为准。

# Above a translation that has been read and approved.
# $name (String) who approved it, for example Department of Press and Information
# $date (String) when, for example 5 March 2026
notice-reviewed = 译文已于{ $date }审校（审校方：{ $name }）。

# Above a list of links to the passages.
# $count (Number) how many passages, for example 3
# $language (String) the own name of the language in which they are shown, for example English
notice-missing =
    { $count ->
       *[other] 有{ $count }段文字尚未翻译，以另一种语言（{ $language }）显示：
    }

# Above a list of links to the passages.
# $count (Number) how many passages, for example 3
notice-stale =
    { $count ->
       *[other] 有{ $count }段文字的英文文本在翻译之后已有改动：
    }

# Above a list of links to the passages, where the translation has been reviewed.
# $count (Number) how many passages, for example 3
notice-changed =
    { $count ->
       *[other] 本译文审校之后，有{ $count }段文字已有改动或新增：
    }

##

retrieved = 文本获取日期：{ $date }

about-text = 关于本文

changed = 本语言版本最后修改于{ $date }

in-languages = 共{ $count }种语言

passage-link = 第{ $number }段

# Above the list of the sections.
contents = 本页内容

# A link beside each heading. $heading is read out by screen readers.
# $heading (String) the heading, for example Background information
heading-link = 前往“{ $heading }”一节的链接

# The footnote mark in the text: read out before its number.
note-mark = 脚注

# Above the footnotes.
# $count (Number) how many there are, for example 1
note-heading = 注

# After the footnote: the link back to the place in the text.
note-back = 返回正文

# Under the statement: above the list of its abbreviations. [1] is for a single one; the others need no number.
# $count (Number) how many there are, for example 5
abbreviations = 缩略语

# Under the statement. <original-link> leads to the ministry’s website.
attribution = 本文为{ -ministry }的声明，取自<original-link>外交部网站</original-link>。

use = 使用本文
    .beside = 双语对照
    .paper = 打印、纯文本
    .print = 打印
    .mistakes = 错误

parallel-title = { $title }（{ $languages }）

parallel-swap = 互换两种语言

# In the view of two languages, above each of them: a link to it alone.
# $language (String) the language’s own name, for example Deutsch
parallel-single = 仅显示{ $language }

# A link to the page as a file without any formatting.
plain-text = 纯文本

# A link from the statement to the contact form.
report = 报告正文中的错误

# A link from the statement to the page with all ways of sharing.
share-more = 所有分享方式

# At the foot of every page: what it opens changes how the text looks, at once and for all pages.
reading = 阅读设置
    .larger = 放大文字
    .spacing = 加大行距
    .contrast = 提高对比度
    .plain = 使用黑体（无衬线）
    .reset = 恢复默认

# The links at the foot of every page.
footer = 关于本网站
footer-contact = 联系方式
footer-accessibility = 无障碍
