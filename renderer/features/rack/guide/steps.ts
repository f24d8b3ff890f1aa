import type { Key } from '#shared/model/key.ts';
import type { Offer } from '#shared/model/provider.ts';
import { guideText } from '../../../text/operations.ts';

/** @returns the service's own steps; where it needs none from us, because only this key is unknown, one of ours */
export const stepsOf = (offer: Offer | null, key: Key): readonly string[] =>
  offer === null || offer.steps.length === 0 ? [guideText.findKey(key.name)] : offer.steps;

/** Why the console is needed. */
export const leadByHand = (offer: Offer | null, service: string): string =>
  offer?.way === 'guided' ? guideText.lead(service) : guideText.unknownThere(service);
