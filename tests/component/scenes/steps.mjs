// The ways that several scenes share.

export const button = (page, name) => page.getByRole('button', { name, exact: true });
export const dialog = (page, name) => page.getByRole('dialog', { name });

export const still = async (page) => {
  await page.getByRole('table', { name: 'Keys' }).waitFor();
};

export const dismiss = async (page) => {
  await dialog(page, 'Key created').waitFor();
  await page.keyboard.press('Escape');
  await button(page, 'Keep for later').click();
};

export const row = (page, name) => page.getByRole('row', { name });

export const newKey = async (page) => {
  await button(page, 'New key').click();
  await dialog(page, 'New key').waitFor();
};

export const submitKey = async (page) => {
  await newKey(page);
  await page.getByLabel('Name').fill('Weekly report');
  await button(page, 'Create key').click();
};

export const exporting = async (page) => {
  await row(page, 'Claude Desktop').hover();
  await row(page, 'Claude Desktop').getByRole('button', { name: 'Export' }).click();
  await page.getByRole('region', { name: 'Changes' }).getByText('playground-dev').waitFor();
};

/** Chooses in a select, by its label. */
export const choose = async (page, label, choice) => {
  await page.getByRole('combobox', { name: label, exact: true }).click();
  await page.getByRole('option', { name: choice }).click();
};

export const exportingToCode = async (page) => {
  await exporting(page);
  await choose(page, 'Target', 'Claude Code');
};

export const COPIED = '/?stage=all-copied';

export const detail = (page) => page.getByRole('complementary', { name: 'Key detail' });

/** Opens a part of a key's detail, and brings it into sight. */
export const openPart = async (page, key, part) => {
  await row(page, key).click();
  const title = detail(page).getByRole('button', { name: part, exact: true });
  await title.click();
  await title.evaluate((element) => element.scrollIntoView({ block: 'start' }));
};
