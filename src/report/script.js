'use strict';
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const form = document.querySelector('.filter');
  const status = form.querySelector('[role=status]');
  const field = name => form.elements.namedItem(name);
  // As a person searches: without case and accents.
  const plain = text => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ');
  document.documentElement.classList.add('js');

  // Reasons are long: they are folded until asked for. Of several documents the index comes first.
  for (const own of all('.why, .lines, .rest, .article')) own.open = false;

  // Choices come from what the documents print.
  const choose = (name, pairs) => {
    for (const [value, label] of [...pairs].sort((a, b) => a[1].localeCompare(b[1]))) {
      const option = document.createElement('option');
      option.value = value;
      option.textContent = label.length > 80 ? label.slice(0, 79) + '…' : label;
      field(name).append(option);
    }
    if (field(name).options.length < 2) field(name).closest('label').hidden = true;
  };
  const same = texts => new Map(texts.map(text => [text, text]));
  choose('unit', same(all('.unit').map(own => own.textContent)));
  choose('typology', same(all('.typology').map(own => own.textContent)));
  choose('rule', same(all('[data-rule]').map(own => own.dataset.rule)));
  const articles = all('.article');
    if (articles.length < 2) choose('area', all('.area').filter(node => !node.parentElement.closest('.area'))
    .map(node => [node.id, node.querySelector('h2, h3, h4').textContent]));
  else for (const own of [field('area').closest('label'), ...all('[data-filter=area]')]) own.hidden = true;

  // What a node says itself, without what stands below it.
  const texts = new WeakMap();
  const text = node => {
    if (!texts.has(node)) {
      const parts = node.matches('.node') ? all(':scope > summary, :scope > .own', node) : [node];
      texts.set(node, plain(parts.map(part => part.textContent).join(' ')));
    }
    return texts.get(node);
  };
  const own = (node, selector) => node.matches('.node') ? all(`:scope > .own ${selector}`, node) : all(selector, node);

  let wanted;
  const read = () => {
    const value = name => field(name).value;
    wanted = {
      words: plain(value('text')).trim().split(' ').filter(Boolean),
      unit: value('unit'), typology: value('typology'), severity: value('severity'), rule: value('rule'), area: value('area'),
    };
    wanted.any = wanted.words.length > 0 || ['unit', 'typology', 'severity', 'rule', 'area'].some(name => wanted[name]);
  };
  const holds = said => wanted.words.every(word => said.includes(word));
  const isFound = node => (!wanted.severity && !wanted.rule) || own(node, '.finding').some(finding =>
    (!wanted.severity || finding.classList.contains(wanted.severity)) && (!wanted.rule || finding.dataset.rule === wanted.rule));
  let shown = 0;
  const show = (node, above) => {
    const said = above.said + ' ' + text(node);
    const unit = above.unit || !wanted.unit || own(node, '.unit').some(one => one.textContent === wanted.unit);
    const isArea = above.area || !wanted.area || node.id === wanted.area;
    const isTypology = !wanted.typology || own(node, '.typology').some(one => one.textContent === wanted.typology);
    let isShown = holds(said) && unit && isArea && isTypology && isFound(node);
    if (isShown && node.matches('.objective, .indicator')) shown += 1;
    for (const below of all(':scope > .node, :scope > .indicator', node)) {
      if (show(below, { said, unit, area: isArea })) isShown = true;
    }
    node.hidden = !isShown;
    if (isShown && wanted.any && 'open' in node) node.open = true;
    return isShown;
  };
  const filter = () => {
    read();
    shown = 0;
    for (const part of all('[id$=tree]')) {
      for (const node of all(':scope > .node', part)) show(node, { said: '', unit: false, area: false });
    }
    const isPlain = !wanted.unit && !wanted.typology && !wanted.area;
    for (const entry of all('.entry')) {
      const isShown = !wanted.any || (isPlain && holds(text(entry)) && isFound(entry));
      entry.hidden = !isShown;
      if (isShown && wanted.any) unfold(entry);
    }
    for (const article of articles) {
      article.hidden = wanted.any && !all('.node, .entry', article).some(node => !node.hidden);
      if (wanted.any && !article.hidden) article.open = true;
    }
    const entries = all('.entry').filter(entry => !entry.hidden).length;
    status.textContent = !wanted.any ? '' : shown || entries ? `${status.dataset.shown} ${shown}` : status.dataset.none;
  };
  const unfold = node => {
    for (let up = node.closest('details'); up; up = up.parentElement.closest('details')) up.open = true;
  };
  let waiting;
  form.addEventListener('input', () => { clearTimeout(waiting); waiting = setTimeout(filter, 120); });
  form.addEventListener('reset', () => setTimeout(filter));
  form.addEventListener('submit', event => event.preventDefault());

  // A link to a node opens what it stands in, and takes out the filter where that hides it.
  const follow = () => {
    let id = location.hash.slice(1);
    try { id = decodeURIComponent(id); } catch { /* as it is */ }
    const node = id && document.getElementById(id);
    if (!node) return;
    if (node.closest('[hidden]')) { form.reset(); clearTimeout(waiting); filter(); }
    unfold(node);
    node.scrollIntoView();
    node.tabIndex = -1;
    node.focus({ preventScroll: true });
  };
  addEventListener('hashchange', follow);

  // A page's picture opens over the page, with the box that is asked for.
  const dialog = document.getElementById('_picture');
  const hold = dialog.querySelector('.hold');
  let back;
  const open = link => {
    const figure = document.getElementById(link.dataset.page);
    const box = document.getElementById(decodeURIComponent(link.getAttribute('href').slice(1)));
    if (!figure) return false;
    back = document.createComment('');
    figure.replaceWith(back);
    hold.replaceChildren(figure);
    for (const marked of all('.on')) marked.classList.remove('on');
    if (box) box.classList.add('on');
    dialog.showModal();
    if (box) box.scrollIntoView({ block: 'center' });
    return true;
  };
  dialog.querySelector('button').addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => { if (back) { back.replaceWith(hold.firstChild); back = undefined; } });

  document.addEventListener('click', event => {
    const link = event.target.closest('a[data-page]');
    if (link && !event.ctrlKey && !event.metaKey && open(link)) return event.preventDefault();
    if (event.target.closest('dialog a')) return dialog.close();
    if (event.target.closest('a[href^="#"]') && event.target.closest('a').getAttribute('href') === location.hash) return follow();
    const button = event.target.closest('button');
    if (!button) return;
    if (button.dataset.filter) {
      const value = button.dataset.value;
      form.reset();
      field(button.dataset.filter).value = value;
      filter();
      const first = all('.node, .entry').find(node => !node.hidden);
      if (first) first.scrollIntoView();
    } else if (button.dataset.fold) {
      for (const node of all('.node, .article')) node.open = button.dataset.fold === 'open';
    } else if (button.closest('.sortable th')) sort(button.closest('th'));
  });

  // Tables that can be sorted.
  for (const head of all('.sortable thead th')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...head.childNodes);
    head.append(button);
  }
  const sort = head => {
    const at = [...head.parentElement.children].indexOf(head);
    const down = head.getAttribute('aria-sort') === 'ascending';
    for (const other of head.parentElement.children) other.removeAttribute('aria-sort');
    head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
    const body = head.closest('table').tBodies[0];
    const cell = row => row.cells[at].textContent.trim();
    const number = row => { const value = parseFloat(cell(row)); return Number.isNaN(value) ? -Infinity : value; };
    const rows = [...body.rows].sort(at === 0 ? (a, b) => cell(a).localeCompare(cell(b)) : (a, b) => number(a) - number(b));
    body.append(...(down ? rows.reverse() : rows));
  };

  // What scrolls sideways is reached by the keyboard.
  const scrollers = all('.scroll, pre');
  let due;
  const reach = () => { due ??= requestAnimationFrame(measure); };
  const measure = () => {
    due = undefined;
    // What is gone to is not to stand under the filter.
    const covered = getComputedStyle(form).position === 'sticky' ? form.offsetHeight : 0;
    document.documentElement.style.scrollPaddingTop = `${covered + 8}px`;
    for (const own of scrollers) {
      if (own.scrollWidth > own.clientWidth + 1) own.tabIndex = 0; else own.removeAttribute('tabindex');
    }
  };
  addEventListener('resize', reach);
  document.addEventListener('toggle', reach, true);

  // Paper cannot be unfolded.
  let folded = [];
  addEventListener('beforeprint', () => {
    folded = all('details:not([open])');
    for (const own of folded) own.open = true;
  });
  addEventListener('afterprint', () => { for (const own of folded) own.open = false; });

  measure();
  follow();
})();
