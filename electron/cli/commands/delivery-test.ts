import type { DeliveryTest, DeliveryTestStep } from '#shared/model/delivery-test.ts';
import { tookWords } from '#shared/text/duration.ts';
import type { CommandContext } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { printable } from '../printable.ts';

const STEPS: Record<DeliveryTestStep, string> = {
  file: 'Reading the file.',
  'self-test': 'Letting the server test itself.',
  headers: 'Asking for the headers.',
  start: 'Starting or reaching the server.',
  initialize: 'Waiting for its first answer.',
  tools: 'Asking for its tools.',
};

export async function testDelivery(context: CommandContext, delivery: string): Promise<void> {
  const { deliveryTests } = await context.services();
  const onStep = (step: DeliveryTestStep) => context.tell(STEPS[step]);
  const result = await deliveryTests.run(delivery, { signal: context.signal(), onStep });
  context.show(result, () => words(result));
  if (!result.ok) context.exitWith(EXIT.failed);
}

function words({ ok, message, next, notes, server, tools, milliseconds, output }: DeliveryTest): string {
  const verdict = `${ok ? 'Passed' : 'Failed'} ${tookWords(milliseconds)}. ${message}`;
  return [
    verdict,
    ...(next === null ? [] : [next]),
    ...notes,
    ...(server === null ? [] : [`Server: ${server.name} ${server.version}`]),
    ...(tools === null || tools.length === 0 ? [] : [`Tools: ${tools.join(', ')}`]),
    ...(output.length === 0 ? [] : ['What the server wrote:', ...output.map((line) => `  ${line}`)]),
  ]
    .map(printable)
    .join('\n');
}
