import type { Exporter } from '#core/ports/exporter.ts';
import { bruno } from './bruno.ts';
import { claudeCode } from './claude-code.ts';
import { claudeDesktop } from './claude-desktop.ts';
import { cline } from './cline.ts';
import { codex } from './codex.ts';
import { continueDev } from './continue.ts';
import { copilot } from './copilot.ts';
import { cursor } from './cursor.ts';
import { direnv } from './direnv.ts';
import { dockerEnv } from './docker-env.ts';
import { dotenv } from './dotenv.ts';
import { gemini } from './gemini.ts';
import { goose } from './goose.ts';
import { insomnia } from './insomnia.ts';
import { junie } from './junie.ts';
import { kiro } from './kiro.ts';
import { kubernetes } from './kubernetes.ts';
import { lmStudio } from './lm-studio.ts';
import { make } from './make.ts';
import { makeLegacy } from './make-legacy.ts';
import { mcp } from './mcp.ts';
import { n8n } from './n8n.ts';
import { opencode } from './opencode.ts';
import { postman } from './postman.ts';
import { restClient } from './rest-client.ts';
import { roo } from './roo.ts';
import { shell } from './shell.ts';
import { visualStudio } from './visual-studio.ts';
import { vscode } from './vscode.ts';
import { warp } from './warp.ts';
import { windsurf } from './windsurf.ts';
import { zapier } from './zapier.ts';
import { zed } from './zed.ts';

/** Every target: one file beside this, one row here, one folder in tests/fixtures/exporters. In the order of the lists. */
export const exporters: readonly Exporter[] = [
  claudeDesktop,
  claudeCode,
  cline,
  codex,
  continueDev,
  cursor,
  gemini,
  copilot,
  goose,
  junie,
  kiro,
  lmStudio,
  opencode,
  roo,
  visualStudio,
  vscode,
  warp,
  windsurf,
  zed,
  mcp,
  n8n,
  make,
  makeLegacy,
  zapier,
  dotenv,
  direnv,
  shell,
  dockerEnv,
  kubernetes,
  postman,
  bruno,
  insomnia,
  restClient,
];
