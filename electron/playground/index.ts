export { createPlaygroundHost, type PlaygroundHost } from './host.ts';
