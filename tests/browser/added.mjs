// Folders of languages that the project does not have, with a few real words in each: the scripts and directions whose
// looks have to come from the folder alone.
import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const site = ['language-name', 'skip', 'menu', 'contents'];
const statement = ['section', 'title', 'heading', 'background', 'background-origins', 'international-cooperation-importance'];

/** The texts of those messages in each language, and its script. */
const words = {
  ka: ['Geor', 'ქართული', 'ტექსტზე გადასვლა', 'ენა', 'სარჩევი', 'საერთაშორისო თანამშრომლობა', 'ტერორიზმთან ბრძოლა', 'ტერორიზმის წინააღმდეგ ბრძოლა', 'ზოგადი ინფორმაცია',
    'ტერორიზმის საფრთხე აზერბაიჯანისთვის ახალი მოვლენა არ არის: ქვეყანა მას 1980-იანი წლებიდან განიცდის.',
    'აზერბაიჯანი საერთაშორისო თანამშრომლობას ტერორიზმთან გლობალური ბრძოლის ერთ-ერთ უმნიშვნელოვანეს კომპონენტად მიიჩნევს.'],
  he: ['Hebr', 'עברית', 'דילוג לטקסט', 'שפה', 'תוכן העניינים', 'שיתוף פעולה בין־לאומי', 'המאבק בטרור', 'לוחמה בטרור', 'רקע',
    'נגע הטרור אינו תופעה חדשה עבור אזרבייג׳ן, שכן היא מתמודדת עם איום זה משנות השמונים של המאה ה־20.',
    'אזרבייג׳ן רואה בשיתוף הפעולה הבין־לאומי את אחד המרכיבים החשובים ביותר במאבק העולמי בטרור.'],
  ur: ['Aran', 'اردو', 'متن پر جائیں', 'زبان', 'فہرست', 'بین الاقوامی تعاون', 'دہشت گردی کے خلاف جنگ', 'انسدادِ دہشت گردی', 'پس منظر',
    'دہشت گردی کی لعنت آذربائیجان کے لیے کوئی نیا مظہر نہیں، کیونکہ اسے 1980 کی دہائی سے اس خطرے کا سامنا ہے۔',
    'آذربائیجان بین الاقوامی تعاون کو دہشت گردی کے خلاف عالمی جنگ کے اہم ترین عناصر میں سے ایک سمجھتا ہے۔'],
  hi: ['Deva', 'हिन्दी', 'पाठ पर जाएँ', 'भाषा', 'विषय-सूची', 'अंतरराष्ट्रीय सहयोग', 'आतंकवाद के विरुद्ध संघर्ष', 'आतंकवाद का मुकाबला', 'पृष्ठभूमि',
    'आतंकवाद का अभिशाप अज़रबैजान के लिए कोई नई घटना नहीं है, क्योंकि वह 1980 के दशक से इस खतरे का सामना कर रहा है।',
    'अज़रबैजान अंतरराष्ट्रीय सहयोग को आतंकवाद के विरुद्ध वैश्विक संघर्ष के सबसे महत्वपूर्ण घटकों में से एक मानता है।'],
  ja: ['Jpan', '日本語', '本文へ移動', '言語', '目次', '国際協力', 'テロリズムとの闘い', 'テロ対策', '背景',
    'アゼルバイジャンは1980年代からこの脅威にさらされており、テロリズムの災禍は同国にとって新しい現象ではない。',
    'アゼルバイジャンは、国際協力をテロリズムとの世界的な闘いにおける最も重要な要素の一つと考えている。'],
  'zh-Hant': ['Hant', '繁體中文', '跳至正文', '語言', '目錄', '國際合作', '打擊恐怖主義', '反恐', '背景資料',
    '恐怖主義禍害對亞塞拜然而言並非新現象，該國自1980年代起即面臨這一威脅。',
    '亞塞拜然視國際合作為全球打擊恐怖主義最重要的組成部分之一。'],
  th: ['Thai', 'ไทย', 'ข้ามไปที่เนื้อหา', 'ภาษา', 'สารบัญ', 'ความร่วมมือระหว่างประเทศ', 'การต่อสู้กับการก่อการร้าย', 'การต่อต้านการก่อการร้าย', 'ข้อมูลความเป็นมา',
    'ภัยจากการก่อการร้ายมิใช่ปรากฏการณ์ใหม่สำหรับอาเซอร์ไบจาน เนื่องจากประเทศนี้เผชิญกับภัยคุกคามดังกล่าวมาตั้งแต่ทศวรรษ 1980',
    'อาเซอร์ไบจานถือว่าความร่วมมือระหว่างประเทศเป็นหนึ่งในองค์ประกอบที่สำคัญที่สุดของการต่อสู้กับการก่อการร้ายในระดับโลก'],
  'sr-Cyrl': ['Cyrl', 'српски', 'Пређи на текст', 'Језик', 'Садржај', 'Међународна сарадња', 'Борба против тероризма', 'Сузбијање тероризма', 'Основне информације',
    'Пошаст тероризма није нова појава за Азербејџан, јер се са том претњом суочава од осамдесетих година 20. века.',
    'Азербејџан сматра међународну сарадњу једном од најважнијих компоненти глобалне борбе против тероризма.'],
  'sr-Latn': ['Latn', 'srpski', 'Pređi na tekst', 'Jezik', 'Sadržaj', 'Međunarodna saradnja', 'Borba protiv terorizma', 'Suzbijanje terorizma', 'Osnovne informacije',
    'Pošast terorizma nije nova pojava za Azerbejdžan, jer se sa tom pretnjom suočava od osamdesetih godina 20. veka.',
    'Azerbejdžan smatra međunarodnu saradnju jednom od najvažnijih komponenti globalne borbe protiv terorizma.'],
  'az-Arab': ['Arab', 'آذربایجانجا', 'متنه کئچ', 'دیل', 'مۆندرجات', 'بین‌الخالق امکداش‌لیق', 'تئرورچولوغا قارشی مۆباریزه', 'تئرورچولوق‌لا مۆباریزه', 'عمومی معلومات',
    'تئرورچولوق بلاسی آذربایجان اۆچون یئنی بیر حادثه دئییل، چونکی او، ۱۹۸۰-جی ایل‌لردن بری بو تهلوکه ایله اۆز-اۆزه‌دیر.',
    'آذربایجان بین‌الخالق امکداش‌لیغی تئرورچولوغا قارشی قلوبال مۆباریزه‌نین ان مهم عنصرلریندن بیری حئساب ائدیر.'],
};

/** The added languages, each with the script that it has to be set in. */
export const scripts = Object.fromEntries(Object.entries(words).map(([tag, [script]]) => [tag, script]));

/** A folder with some of the project's own languages and all of the added ones. */
export function folder() {
  const path = mkdtempSync(join(tmpdir(), 'communique-added-'));
  for (const tag of ['en', 'ar']) cpSync(new URL(`../../locales/${tag}`, import.meta.url), join(path, tag), { recursive: true });
  for (const [tag, [, ...texts]] of Object.entries(words)) {
    const lines = [...site, ...statement].map((id, at) => `${id} = ${texts[at]}\n`);
    mkdirSync(join(path, tag));
    writeFileSync(join(path, tag, 'site.ftl'), lines.slice(0, site.length).join(''));
    writeFileSync(join(path, tag, 'statement.ftl'), lines.slice(site.length).join(''));
  }
  return path;
}
