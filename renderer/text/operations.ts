import type { KeyAct } from '#shared/model/key.ts';
import type { Offer, ShownField } from '#shared/model/provider.ts';

/** The first sentence of its dialog: what happens, and to what. */
export const operationLeads: Record<KeyAct | 'regenerate', (service: string) => string> = {
  disable: (service) => `${service} stops accepting this key until it is enabled again.`,
  enable: (service) => `${service} accepts this key again.`,
  regenerate: (service) =>
    `${service} gives this key a new value. The old value dies at once: whatever uses it stops at its next request.`,
  revoke: (service) =>
    `${service} stops accepting this key at once. Whatever uses it stops at its next request.`,
  delete: (service) =>
    `The key is deleted at ${service} and here. Whatever uses it stops at its next request.`,
};

export const operationDone: Record<KeyAct, (name: string) => string> = {
  disable: (name) => `${name} is disabled`,
  enable: (name) => `${name} is enabled`,
  revoke: (name) => `${name} is revoked`,
  delete: (name) => `${name} deleted`,
};

export const actText = {
  deleteLocal: 'The value is deleted here. The service behind it is not told.',
  deleteGhost: 'The key is gone at the service already. Its row and its value are deleted here.',
  keepsRow: (service: string) => `${service} keeps listing it, so the trace stays.`,
  dropsRow: (service: string) => `${service} no longer lists it. Keyrack’s audit keeps the trace.`,
  stops: 'Stops working',
  nothingStops: 'Keyrack has delivered it nowhere.',
  asking: 'Looking for what would stop working',
  done: 'I have done this',
  regenerateFirst: 'Keyrack puts the new value into its storage, then asks you to copy it.',
};

export const guideText = {
  lead: (service: string) =>
    `${service} has published no way for a program to do this. You do it in its console; Keyrack keeps what comes of it.`,
  unknownThere: (service: string) =>
    `Keyrack does not know which key this is at ${service}, so you do it in the console.`,
  findKey: (name: string) => `Open the console, find the key “${name}”, and do it there.`,
  steps: 'Steps',
  openConsole: 'Open console',
  noConsole: 'This service names no address of its console.',
  toSteps: 'Continue',
  wanted: 'What to choose there',
  ips: (list: string) => `Allow only ${list}`,
  enter: 'Enter the key',
  enterNote: 'The value is asked for in a window of its own; this page never sees it.',
  back: 'Back',
  collect: 'What the console shows',
  fields: {
    expiresAt: 'Expiry date',
    rateLimit: 'Rate limit',
    remoteId: 'Id at the service',
  } satisfies Record<ShownField, string>,
  rateLimitExample: '100 requests a minute',
  badDate: 'Enter a date, like 2027-03-31.',
};

/** How a connection does something, in a word for a list and a sentence for its field. */
export function wayWords(offer: Offer, service: string): { readonly word: string; readonly text: string } {
  if (offer.way === null)
    return { word: 'not possible', text: offer.why ?? `${service} does not offer this.` };
  if (offer.way === 'guided')
    return { word: 'by hand', text: `You make the key in the console of ${service}, step by step.` };
  if (offer.evidence === 'inferred')
    return {
      word: 'inferred',
      text: `Keyrack asks ${service} in a way that it has not published. Its paths stand in the connection’s settings.`,
    };
  return { word: 'by Keyrack', text: `Keyrack asks ${service} for the key.` };
}

export const inferredNote = (service: string): string => `Inferred: ${service} has not published this way.`;

export const scopesText = {
  title: 'Change scopes',
  submit: 'Change scopes',
  direct: (service: string) => `${service} changes the scopes of this key; its value stays.`,
  rotated: (service: string) =>
    `${service} fixes the scopes of a key when it is made. A rotation makes a new one with the scopes below.`,
  help: 'Tick only what the program needs.',
  unchanged: 'These are the scopes that it has.',
  done: (name: string) => `The scopes of ${name} are changed`,
};
