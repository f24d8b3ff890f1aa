import { createHmac } from 'node:crypto';
import { expect } from './fixtures.ts';
import { enterAfter, openView, settle, test } from './life.ts';

test('a webhook is valid with its secret and bytes, and not valid with others', async ({ start }) => {
  const keyrack = await start();
  const { window } = keyrack;
  await settle(window);
  await openView(window, 'Connections');
  await window.getByRole('tab', { name: 'Webhook check' }).click();
  const said = (words: RegExp) => expect(window.getByRole('status').filter({ hasText: words })).toBeVisible();
  const check = window.getByRole('button', { name: 'Check signature' });
  await check.click();
  await expect(window.getByRole('alert').filter({ hasText: 'Enter the signature.' })).toBeVisible();

  const payload = '{"event":"ticket.created","id":"ñ-42"}\n';
  const secret = `whsec_${crypto.randomUUID()}`;
  const digest = createHmac('sha256', secret).update(payload).digest();
  await window.getByLabel('Payload').fill(payload);
  for (const signature of [
    digest.toString('hex'),
    digest.toString('base64'),
    `sha256=${digest.toString('hex')}`,
  ]) {
    await window.getByLabel('Signature').fill(signature);
    await enterAfter(keyrack, secret, () => check.click());
    await expect(window.getByRole('status').filter({ hasText: /^Valid/ })).toContainText(
      'The signature is right',
    );
  }

  await enterAfter(keyrack, `${secret}x`, () => check.click());
  await said(/^Not valid/);
  await window.getByLabel('Payload').fill(payload.trim());
  await enterAfter(keyrack, secret, () => check.click());
  await said(/^Not valid.*A changed byte is enough/);
  await expect(window.getByText(secret)).toHaveCount(0);
});
