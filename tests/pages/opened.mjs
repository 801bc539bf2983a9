// What can be opened on a page, as a reader leaves it: operations that were tried, editors, errors, dialogs.
const operation = {
  page: 'docs',
  async open(page) {
    const update = page.locator('.opblock-put, .opblock-patch').first();
    await update.locator('.opblock-summary-control').click();
    await update.locator('.execute').click();
    await update.locator('.live-responses-table').waitFor();
    await page.locator('section.models button').first().click();
  },
};

/** By name of a state: the page that it is of, and how it is opened. */
export const opened = {
  operation,
  user: { page: 'user', open: page => page.locator('.detail summary').click() },
  unsaved: {
    page: 'user',
    async open(page) {
      await page.locator('.detail summary').click();
      await page.fill('#json', '{');
      await page.click('#save');
      await page.locator('.note.bad').waitFor();
    },
  },
  nobody: { page: 'nobody', open: async () => {} },
  search: { page: 'users', open: async () => {} },
  changed: { page: 'changed', open: page => page.locator('.detail details > summary').first().click() },
  late: { page: 'faults', open: page => page.check('[name=kind][value=latency]') },
  kinds: { page: 'rules', open: page => page.locator('.other > summary').first().click() },
  box: {
    page: 'coverage',
    async open(page) {
      await page.locator('.operation:not([open]) > summary').first().click();
      await page.selectOption('#sandbox', { label: 'New sandbox …' });
      await page.locator('dialog').waitFor();
    },
  },
};
