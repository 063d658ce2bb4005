// Looks at reports in headless Chromium: `node browser.mjs FOLDER CHROMIUM`. FOLDER has the reports that tests/report.rs
// has made; a line goes to standard output for each check, and the exit status is 1 where one failed.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import puppeteer from 'puppeteer-core';

const [, , folder, chromium] = process.argv;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const browser = await puppeteer.launch({ executablePath: chromium, args: ['--no-sandbox', '--disable-gpu'] });
let failed = 0;
const check = (name, holds, told = '') => {
  if (!holds) failed += 1;
  console.log(`${holds ? 'ok' : 'FAILED'} ${name}${holds ? '' : ` ${JSON.stringify(told)}`}`);
};

// A page whose every request, complaint and dialog is written down. Nothing is let out.
const open = async (name, { hash = '', width = 1280, dark = false, script = true } = {}) => {
  const page = await browser.newPage();
  page.setDefaultTimeout(120_000);
  page.said = [];
  page.asked = [];
  page.on('dialog', async dialog => { page.said.push(`dialog ${dialog.message()}`); await dialog.dismiss(); });
  page.on('pageerror', error => page.said.push(String(error)));
  page.on('console', message => page.said.push(message.text()));
  page.on('request', request => { if (!/^(file|data):/.test(request.url()) || !/\.html|^data:/.test(request.url())) page.asked.push(request.url()); });
  await page.setOfflineMode(true);
  await page.setViewport({ width, height: 900 });
  if (dark) await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
  await page.setJavaScriptEnabled(script);
  await page.evaluateOnNewDocument(() => {
    window.violations = [];
    document.addEventListener('securitypolicyviolation', event => window.violations.push(event.violatedDirective + ' ' + event.blockedURI));
  });
  await page.goto(`file://${folder}/${name}${hash}`);
  return page;
};
const settled = page => page.evaluate(() => new Promise(done => setTimeout(done, 500)));
const shown = (page, selector) => page.$$eval(selector, all => all.filter(one => one.checkVisibility()).map(one => one.id));
const quiet = async (name, page) => {
  const violations = await page.evaluate(() => window.violations ?? []);
  check(`${name}: nothing asked for, nothing refused, no error`, page.asked.length + page.said.length + violations.length === 0,
    [page.asked, page.said, violations]);
};

for (const name of ['pdf.html', 'text.html', 'index.html', 'phases.html', 'hostile.html']) {
  for (const dark of [false, true]) {
    const page = await open(name, { dark });
    // axe is the test's own script, and comes in past the policy by the debugger.
    await page.evaluate(() => { for (const own of document.querySelectorAll('details')) own.open = true; });
    await page.evaluate(axe);
    const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
    const told = found.violations.map(one => `${one.id} (${one.nodes.length}): ${one.nodes[0].html.slice(0, 200)} ${one.nodes[0].failureSummary}`);
    check(`${name}: axe finds nothing, ${dark ? 'dark' : 'light'}`, told.length === 0, told);
    await quiet(name, page);
    await page.close();
  }
  for (const width of [320, 768, 1280, 2560]) {
    const page = await open(name, { width });
    await page.evaluate(() => { for (const own of document.querySelectorAll('details')) own.open = true; });
    const [whole, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    check(`${name}: no sideways scrolling at ${width}`, whole <= window, [whole, window]);
    await page.close();
  }
}

{ // Light and dark are told apart.
  const grounds = [];
  for (const dark of [false, true]) {
    const page = await open('pdf.html', { dark });
    grounds.push(await page.$eval('body', body => getComputedStyle(body).backgroundColor));
    await page.close();
  }
  check('dark mode', grounds[0] === 'rgb(255, 255, 255)' && grounds[1] !== grounds[0], grounds);
}

{ // A link to a node.
  const page = await open('text.html', { hash: '#Az_7.1' });
  await settled(page);
  const at = () => page.evaluate(() => [document.activeElement.closest('[id]').id, document.activeElement.getBoundingClientRect().top]);
  let [id, top] = await at();
  check('a link to a node leads to it', id === 'Az_7.1' && top >= 0 && top < 900, [id, top]);
  await page.click('[data-fold=close]');
  await page.evaluate(() => { location.hash = '#01.03%231'; });
  await settled(page);
  [id, top] = await at();
  check('a link unfolds what it leads to', id === '01.03#1' && top >= 0 && top < 900, [id, top]);
  await page.close();
}

{ // Filters.
  const page = await open('text.html');
  const all = await shown(page, '.indicator');
  await page.type('[name=text]', 'durata MEDIA conciliazione');
  await settled(page);
  let some = await shown(page, '.indicator');
  check('the filter by text leaves what says it', some.length > 0 && some.length < all.length && some.includes('Az_7.1#1'), some);
  const status = await page.$eval('[role=status]', own => own.textContent);
  check('the filter tells how many', /\d/.test(status), status);
  await page.evaluate(() => document.querySelector('form').reset());
  await settled(page);
  check('clearing shows all', (await shown(page, '.indicator')).length === all.length);
  // Every word that stands in the page is found, wherever.
  const words = await page.evaluate(() => {
    const text = selector => document.querySelector(selector)?.textContent.trim().split(/\s+/).slice(0, 4).join(' ');
    return ['.indicator dd', '.own .unit', '.finding q', '#_unread .entry td:nth-child(2)', '.indicator td + td', '.tag'].map(text).filter(Boolean);
  });
  for (const word of words) {
    await page.$eval('[name=text]', (own, word) => { own.value = word; own.dispatchEvent(new Event('input', { bubbles: true })); }, word);
    await settled(page);
    const hits = (await shown(page, '.node, .indicator, .entry')).length;
    check(`the filter finds "${word}"`, hits > 0, hits);
  }
  await page.evaluate(() => document.querySelector('form').reset());
  for (const [name, wanted] of [['severity', '.finding.error'], ['rule', '.finding'], ['unit', '.unit'], ['typology', '.indicator'], ['area', '.indicator']]) {
    await page.evaluate(() => document.querySelector('form').reset());
    await settled(page);
    const value = await page.$eval(`[name=${name}]`, own => own.options[1].value);
    await page.select(`[name=${name}]`, value);
    await settled(page);
    some = await shown(page, '.indicator, .objective');
    check(`the filter by ${name}`, some.length > 0 && some.length < all.length && (await shown(page, wanted)).length > 0, some.length);
  }
  await page.evaluate(() => document.querySelector('form').reset());
  await settled(page);
  await page.click('[data-filter=rule]');
  await settled(page);
  const rules = await page.$$eval('.node .finding', own => own.filter(one => one.closest('.indicator, .node').checkVisibility()).length);
  check('the table of rules filters', rules > 0 && (await shown(page, '.indicator')).length < all.length, rules);
  await quiet('filters', page);
  await page.close();
}

{ // Fold and unfold, by the keyboard alone.
  const page = await open('text.html');
  const fold = async key => {
    const reached = [];
    for (let step = 0; step < 60; step += 1) {
      await page.keyboard.press('Tab');
      const own = await page.evaluate(() => document.activeElement.dataset?.fold ?? document.activeElement.name ?? document.activeElement.tagName);
      reached.push(own);
      if (own === key) { await page.keyboard.press('Enter'); return reached; }
    }
    return reached;
  };
  const first = await fold('close');
  check('the keyboard reaches the filter', ['text', 'unit', 'severity', 'close'].every(name => first.includes(name)), first);
  await settled(page);
  check('all can be folded', (await shown(page, '.indicator')).length === 0);
  await page.focus('.area > summary');
  await page.keyboard.press('Enter');
  await page.focus('.objective > summary');
  await page.keyboard.press('Space');
  await settled(page);
  check('a node is unfolded by the keyboard', (await shown(page, '.indicator')).length > 0);
  await page.close();
}

{ // The page's picture, with its box.
  const page = await open('pdf.html');
  await page.click('.finding a.place');
  await settled(page);
  let told = await page.evaluate(() => [document.querySelector('dialog').open, document.querySelectorAll('dialog .on rect').length,
    document.querySelector('dialog image').getBoundingClientRect().width]);
  check("a finding opens its page's picture with its box", told[0] && told[1] > 0 && told[2] > 200, told);
  await page.keyboard.press('Escape');
  await settled(page);
  told = await page.evaluate(() => [document.querySelector('dialog').open, document.querySelectorAll('#_pages figure').length === document.querySelectorAll('figure').length]);
  check('the picture goes back to its place', !told[0] && told[1], told);
  await quiet('picture', page);
  await page.close();
}

{ // The lines of a text.
  const page = await open('text.html');
  const marked = await page.$$eval('.lines mark', all => all.length);
  check('a finding in a text shows its lines, the row marked', marked > 0, marked);
  await page.close();
}

{ // The index sorts.
  const page = await open('index.html');
  const column = number => page.$$eval('.index tbody tr', (rows, number) => rows.map(row => parseFloat(row.cells[number].textContent)), number);
  await page.click('.index th:nth-child(4) button');
  const up = await column(3);
  await page.click('.index th:nth-child(4) button');
  const down = await column(3);
  check('the index sorts both ways', up.length > 2 && up.every((one, at) => at === 0 || one >= up[at - 1]) && down.every((one, at) => at === 0 || one <= down[at - 1]), [up, down]);
  const sort = await page.$eval('.index th:nth-child(4)', own => own.getAttribute('aria-sort'));
  check('the index says how it is sorted', sort === 'descending', sort);
  await page.close();
}

{ // Scripts off: all is there, unfolded.
  const page = await open('text.html', { script: false });
  const seen = await page.$$eval('.indicator', all => all.length).catch(() => 0);
  const closed = await page.$$eval('details:not([open])', all => all.length);
  const filter = await page.$eval('.filter', own => getComputedStyle(own).display);
  check('without scripts all is unfolded', seen > 100 && closed === 0, [seen, closed]);
  check('without scripts no filter that does nothing', filter === 'none', filter);
  await page.close();
}

{ // Paper.
  const page = await open('text.html');
  await page.click('[data-fold=close]');
  // tests/report.rs reads it.
  await page.pdf({ path: `${folder}/print.pdf`, format: 'A4', printBackground: true });
  await page.emulateMediaType('print');
  const filter = await page.$eval('.filter', own => getComputedStyle(own).display);
  check('the filter is not printed', filter === 'none', filter);
  await page.close();
}

{ // A plan that means harm.
  const page = await open('hostile.html');
  await settled(page);
  const told = await page.evaluate(() => [document.scripts.length, document.querySelectorAll('main img, main iframe, main [onerror], main [onload], main style, main form').length,
    document.querySelectorAll('.indicator').length, [...document.querySelectorAll('a')].filter(a => !a.getAttribute('href').startsWith('#')).length]);
  check('a hostile plan adds no script, picture, style or link', told[0] === 1 && told[1] === 0 && told[2] === 3 && told[3] === 0, told);
  check('no mark turns the writing round', !(await page.evaluate(() => /[\u202a-\u202e\u2066-\u2069]/.test(document.body.textContent))));
  await quiet('hostile', page);
  await page.close();
}

// The README's picture.
if (process.env.ALBERO_SCREENSHOT) {
  const page = await open('readme.html', { hash: '#Az_7.1', width: 1200 });
  await settled(page);
  await page.screenshot({ path: process.env.ALBERO_SCREENSHOT, clip: undefined });
  await page.close();
}
await browser.close();
console.log(`${failed} failed`);
process.exit(failed ? 1 : 0);
