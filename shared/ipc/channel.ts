/** The one channel for calls, and the one for events. */
export const CALL_CHANNEL = 'keyrack:call';
export const EVENT_CHANNEL = 'keyrack:event';

/** Where the pages come from: protocol and host of every page of the app. */
export const APP_SCHEME = 'app';
export const APP_HOST = 'keyrack';
