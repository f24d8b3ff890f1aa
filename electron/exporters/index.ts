import type { Exporter } from '#core/ports/exporter.ts';
import { claudeCode } from './claude-code.ts';
import { claudeDesktop } from './claude-desktop.ts';

/** Every target: one file beside this, one row here, one folder in tests/fixtures/exporters. */
export const exporters: readonly Exporter[] = [claudeDesktop, claudeCode];
