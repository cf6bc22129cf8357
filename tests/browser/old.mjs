// Browsers of 2018 and before, played by Chromium: what they do not know is taken out of the style and the script of a
// page, by MDN’s table of what came in which version. Knows no page.
import data from '@mdn/browser-compat-data/forLegacyNode';

/** The oldest browsers that pages are made for, by version: of July 2017, September 2017 and May 2018. */
export const browsers = { chrome: 60, safari: 11, firefox: 60 };

const number = (version) => (typeof version === 'string' ? parseFloat(version.replace('≤', '')) : Infinity);

/** Whether a browser knows a thing of the table, by its own name, with a prefix, or by an older name. */
function knows(browser, { __compat: { support } }, prefix, older) {
  return [support[browser]].flat().some((each) => number(each.version_added) <= browsers[browser]
    && (each.version_removed === undefined || number(each.version_removed) > browsers[browser])
    && each.prefix === prefix && each.alternative_name === older && !each.flags);
}

function entry(table, name, what) {
  if (table[name]?.__compat === undefined) throw new Error(`${what} ${name} is not in the table`);
  return table[name];
}

const { properties, selectors, types, 'at-rules': rules } = data.css;
/** Words of values that the table has under a longer name. */
const longer = [
  ['content', /\//, 'alt_text'], ['text-decoration', /\dpx/, 'includes_thickness'],
];

function knowsValue(browser, of, name, value) {
  const bare = value.replace(/"[^"]*"|var\([^()]*\)/g, ' ');
  const functions = [...bare.matchAll(/([a-z-]+)\(/g)].map(([, called]) => types[called]).filter((type) => type?.__compat);
  const words = [...bare.matchAll(/(?<![\w-.#])[a-z][a-z-]*(?![\w(-])/g)].map(([word]) => of[word]).filter((word) => word?.__compat);
  const others = longer.filter(([property, pattern, key]) => property === name && pattern.test(value.replace(/"[^"]*"/g, ''))).map(([, , key]) => entry(of, key, 'the value'));
  return [...functions, ...words, ...others].every((thing) => knows(browser, thing));
}

/** The properties that have had another name, by that. */
const renamed = new Map(Object.values(properties).flatMap((property) => [property, ...Object.values(property)]).filter((thing) => thing?.__compat)
  .flatMap((thing) => [thing.__compat.support.chrome].flat().filter((each) => each.alternative_name).map((each) => [each.alternative_name, thing])));

function knowsDeclaration(browser, declaration, table = properties) {
  const [, name, value] = declaration.match(/^([\w-]+):(.*)$/s);
  if (name.startsWith('--')) return true;
  if (renamed.has(name) && !table[name]?.__compat && !name.startsWith('-')) return knows(browser, renamed.get(name), undefined, name);
  const [, prefix, bare] = name.match(/^(-(?:webkit|moz)-)?(.*)$/);
  const of = table[name]?.__compat ? table[name] : entry(table, bare, 'the property');
  return knows(browser, of, of === table[name] ? undefined : prefix) && knowsValue(browser, of, name, value);
}

function knowsSelector(browser, selector) {
  return [...selector.matchAll(/::?([a-z-]+)/g)].every(([, name]) => {
    // Firefox drops a rule over a name of others; the table does not have this one.
    if (name === '-webkit-details-marker') return browser !== 'firefox';
    return knows(browser, entry(selectors, name, 'the selector'));
  });
}

function knowsMedia(browser, query) {
  return [...query.matchAll(/\(([a-z-]+)/g)].every(([, feature]) => knows(browser, entry(rules.media, feature.replace(/^(min|max)-/, ''), 'the feature')));
}

function knowsCondition(browser, condition) {
  if (condition.startsWith('not ')) return !knowsCondition(browser, condition.slice(4));
  const [, selector] = condition.match(/^selector\((.*)\)$/s) ?? [];
  if (selector) return knows(browser, entry(rules.supports, 'selector', 'the condition')) && knowsSelector(browser, selector);
  return knowsDeclaration(browser, condition.replace(/^\(|\)$/g, ''));
}

/** The pieces of a style: what stands before a block, and the block; or a declaration. Strings and brackets are kept whole. */
function pieces(css) {
  const found = [];
  let depth = 0, from = 0, open = 0, quoted = '';
  for (let at = 0; at < css.length; at += 1) {
    const c = css[at];
    if (quoted) quoted = c === quoted ? '' : quoted;
    else if (c === '"' || c === "'") quoted = c;
    else if (c === '{') { if (depth === 0) open = at; depth += 1; } else if (c === '}') {
      depth -= 1;
      if (depth === 0) { found.push([css.slice(from, open).trim(), css.slice(open + 1, at)]); from = at + 1; }
    } else if (c === ';' && depth === 0) { found.push([css.slice(from, at).trim()]); from = at + 1; }
  }
  found.push([css.slice(from).trim()]);
  return found.filter(([before]) => before !== '');
}

/** A style as a browser understands it. */
export function styleOf(browser, css) {
  const declarations = (block, table) => pieces(block).filter(([declaration]) => knowsDeclaration(browser, declaration, table)).map(([declaration]) => declaration).join(';');
  return pieces(css).map(([before, block]) => {
    const [, rule, condition] = before.match(/^@([\w-]+)\s*(.*)$/s) ?? [];
    if (rule === 'media') return knowsMedia(browser, condition) ? `${before}{${styleOf(browser, block)}}` : '';
    if (rule === 'supports') return knowsCondition(browser, condition) ? styleOf(browser, block) : '';
    if (rule === 'font-face') return `${before}{${declarations(block, rules['font-face'])}}`;
    if (rule === 'page') return '';
    if (rule) throw new Error(`the rule ${before} is not known here`);
    return knowsSelector(browser, before) ? `${before}{${declarations(block)}}` : '';
  }).join('');
}

const { operators, statements, builtins } = data.javascript;
/** Ways of writing a script: one that a browser does not know costs it the whole script. */
const syntax = [
  [/catch\s*\{/, statements.try_catch.optional_catch_binding], [/\?\.[a-z[(]/i, operators.optional_chaining], [/\?\?/, operators.nullish_coalescing],
  [/\{\s*\.\.\./, operators.spread.spread_in_object_literals], [/\basync\b/, statements.async_function], [/=>/, data.javascript.functions.arrow_functions],
];

/** A script as a browser understands it: as it is, or not at all. */
export const scriptOf = (browser, script) => (syntax.every(([pattern, thing]) => !pattern.test(script) || knows(browser, thing)) ? script : '');

/** The members of objects that a script names and a browser does not have: [object, member]. */
export function missing(browser, script) {
  const named = new Set([...script.matchAll(/\.([a-zA-Z]+)/g)].map(([, name]) => name));
  return [...Object.entries(data.api), ...Object.entries(builtins)].flatMap(([object, members]) => Object.entries(members)
    .filter(([member, thing]) => named.has(member) && thing.__compat && !knows(browser, thing)).map(([member]) => [object, member]));
}

/** A page as a browser understands it: its styles and its script; data in scripts stay as they are. */
export function pageOf(browser, html) {
  return html
    .replace(/<style>(.*?)<\/style>/gs, (_, css) => `<style>${styleOf(browser, css)}</style>`)
    .replace(/<script>(.*?)<\/script>/gs, (_, script) => `<script>${scriptOf(browser, script)}</script>`);
}
