import { button, COPIED, dialog } from './steps.mjs';

const open = async (page, title) => {
  await button(page, title).click();
  await dialog(page, title).waitFor();
};

/** Guides, filled in with the user's own. */
export const recipeScenes = [
  {
    name: 'recipes',
    path: `${COPIED}#/targets`,
    act: (page) => button(page, 'Raw HTTP').scrollIntoViewIfNeeded(),
  },
  {
    name: 'recipe-make',
    path: '/?stage=four-services#/targets',
    act: (page) => open(page, 'Make: contacts to Mailchimp'),
  },
  {
    name: 'recipe-new-key',
    path: '/?stage=four-services#/targets',
    act: async (page) => {
      await open(page, 'Make: contacts to Mailchimp');
      await button(page, 'New key').click();
      await dialog(page, 'New key').waitFor();
      await page.getByRole('checkbox', { name: 'contacts:read' }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'recipe-desktop',
    path: '/?stage=four-services#/targets',
    act: (page) => open(page, 'Claude Desktop with Unizo'),
  },
  {
    name: 'recipe-raw',
    path: '/?stage=four-services#/targets',
    act: async (page) => {
      await open(page, 'Raw HTTP');
      await page.getByText('Start it by').scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'recipe-no-key',
    path: `${COPIED}#/targets`,
    act: (page) => open(page, 'Make: contacts to Mailchimp'),
  },
];
