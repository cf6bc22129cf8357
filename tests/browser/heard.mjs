// What a screen reader has to say of a page: the accessibility tree of Chromium in order, a line for each thing that is
// announced or read. Knows no page.

/** Roles that nothing is said of; what they hold is. */
const silent = new Set(['RootWebArea', 'generic', 'form', 'listitem', 'definition', 'none', 'paragraph', 'LabelText', 'Legend', 'SvgRoot', 'ListMarker', 'Ruby', 'superscript', 'strong', 'emphasis', 'time', 'LayoutTable', 'StaticText', 'LineBreak', 'LayoutTableRow', 'LayoutTableCell']);
/** Those of them that stand inside a line. */
const inline = new Set(['superscript', 'strong', 'emphasis', 'time', 'ListMarker', 'LineBreak']);
/** Roles that are named by what they hold: it is not read a second time. */
const named = new Set(['link', 'button', 'heading', 'DisclosureTriangle', 'radio', 'checkbox', 'textbox', 'option', 'MenuListOption', 'doc-backlink', 'doc-noteref', 'doc-glossref', 'term', 'image', 'img']);
/** Chromium’s words for what a listener hears by another one. */
const words = { DisclosureTriangle: 'disclosure', SectionHeader: 'header', SectionFooter: 'footer', MenuListOption: 'option', image: 'img', DescriptionList: 'description list' };
/** States and levels that are announced with a thing. */
const states = {
  level: (value) => `level ${value}`, expanded: (value) => (value ? 'expanded' : 'collapsed'), checked: (value) => (value === 'true' ? 'checked' : 'not checked'),
  required: (value) => value && 'required', invalid: (value) => value !== 'false' && 'invalid', disabled: (value) => value && 'disabled',
  selected: (value) => value && 'selected', live: (value) => value !== 'off' && `live ${value}`, focused: (value) => value && 'focused',
};

/** Characters that nobody sees are written as their numbers. */
const visible = (text) => text.replace(/\s+/g, ' ').trim().replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, (c) => `[${c.codePointAt(0).toString(16).toUpperCase()}]`);

/** The language and the element of each node of the document, by the number that the tree knows it by. */
function described(root) {
  const found = new Map();
  const visit = (node, language) => {
    const attributes = Object.fromEntries(Array.from({ length: (node.attributes ?? []).length / 2 }, (_, at) => node.attributes.slice(2 * at, 2 * at + 2)));
    const own = attributes.lang ?? language;
    found.set(node.backendNodeId, { language: own, current: attributes['aria-current'] });
    for (const child of node.children ?? []) visit(child, own);
  };
  visit(root, undefined);
  return found;
}

/** The lines of what is heard on the page that is shown; characters that nobody sees are in brackets, and a language is told where it is not the page’s. */
export async function heard(page) {
  const session = await page.context().newCDPSession(page);
  const { root } = await session.send('DOM.getDocument', { depth: -1 });
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  const elements = described(root);
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const own = elements.get(root.children.find(({ nodeName }) => nodeName === 'HTML').backendNodeId).language;
  const lines = [];
  let run = [];
  const end = () => {
    if (run.length) lines.push(run.join(' '));
    run = [];
  };
  const languages = (node) => {
    const inside = named.has(node.role?.value) || node.ignored || silent.has(node.role?.value) ? children(node).flatMap((child) => [...languages(child)]) : [];
    return new Set(inside.length ? inside : [elements.get(node.backendDOMNodeId)?.language].filter(Boolean));
  };
  const language = (node) => {
    const said = [...languages(node)];
    return said.length === 0 || said.every((each) => each === own) ? '' : ` <${said.join(', ')}>`;
  };
  const children = (node) => (node.childIds ?? []).map((id) => byId.get(id)).filter((child) => child && child.role?.value !== 'InlineTextBox');
  const items = (node) => children(node).reduce((sum, child) => sum + (child.ignored ? items(child) : Number(child.role.value === 'listitem')), 0);
  const visit = (node) => {
    const role = node.role?.value;
    if (node.ignored) return children(node).forEach(visit);
    const name = visible(node.name?.value ?? '');
    if (role === 'StaticText') {
      if (name) run.push(`“${name}”${language(node)}`);
      return undefined;
    }
    // Nobody is told of a group that has no name, nor of a place for messages while it is empty.
    const quiet = silent.has(role) || (['group', 'status', 'MenuListPopup'].includes(role) && !name && (role !== 'status' || !children(node).length));
    if (quiet) {
      const block = !inline.has(role);
      const hasFocus = role !== 'RootWebArea' && node.properties?.some((property) => property.name === 'focused' && property.value.value);
      if (hasFocus) lines.push('(the focus is on what follows)');
      if (block) end();
      if (role === 'RootWebArea') lines.push(`page “${name}” <${own}>`);
      children(node).forEach(visit);
      if (block) end();
      return undefined;
    }
    end();
    const said = [words[role] ?? role];
    if (role === 'list') said.push(`of ${items(node)}`);
    if (name) said.push(`“${name}”`);
    if (node.value?.value) said.push(`= “${visible(String(node.value.value))}”`);
    const properties = Object.fromEntries((node.properties ?? []).map(({ name: key, value }) => [key, value.value]));
    for (const [key, say] of Object.entries(states)) if (key in properties) { const words = say(properties[key]); if (words) said.push(words); }
    const { current } = elements.get(node.backendDOMNodeId) ?? {};
    if (current) said.push('current');
    if (node.description?.value) said.push(`– “${visible(node.description.value)}”`);
    lines.push(said.join(' ') + language(node));
    if (!named.has(role) || !name) { children(node).forEach(visit); end(); }
    return undefined;
  };
  visit(nodes.find(({ role }) => role.value === 'RootWebArea'));
  end();
  return lines;
}
