// Runs under Electron's Node, which reads the TypeScript configuration as it is.
import { build as buildApp } from 'electron-vite';
import { build } from 'vite';
import { command } from '../../electron.vite.config.ts';

const wanted = process.argv.slice(2);

if (wanted.length === 0 || wanted.includes('app')) await buildApp({ logLevel: 'warn' });
if (wanted.length === 0 || wanted.includes('command')) {
  await build(command);
  await import('./man-page.mjs');
}
