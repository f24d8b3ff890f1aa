#!/usr/bin/env node
// The command. It may be started by any Node from 20 on: where this one cannot run the bundle, another one does.
// `import` of these would look at all that they export, which takes longer than the rest of this file.
const { existsSync } = process.getBuiltinModule('node:fs');
const { createRequire } = process.getBuiltinModule('node:module');
const { fileURLToPath } = process.getBuiltinModule('node:url');

const root = fileURLToPath(new URL('..', import.meta.url));
const bundle = fileURLToPath(new URL('../out/cli/keyrack.cjs', import.meta.url));

// A terminal sends these to the whole foreground group: passing them on would deliver them twice.
const TERMINAL_SIGNALS = ['SIGINT', 'SIGQUIT'];
const FORWARDED_SIGNALS = ['SIGTERM', 'SIGHUP', 'SIGUSR2', 'SIGALRM'];

if (!existsSync(bundle))
  stop('It has not been built yet. Run `npm start` or `npm test` once in this folder.');
// It came with Node 22.15, the first that can run the bundle.
else if (typeof process.execve === 'function') runHere();
else await runElsewhere();

function runHere() {
  silenceSqliteWarning();
  process.argv[1] = bundle;
  createRequire(import.meta.url)(bundle);
}

/** node:sqlite announces itself as experimental on stderr, which belongs to the command and its child. */
function silenceSqliteWarning() {
  const emit = process.emitWarning;
  process.emitWarning = (warning, ...rest) => {
    const type = typeof rest[0] === 'string' ? rest[0] : rest[0]?.type;
    if (type === 'ExperimentalWarning' && String(warning).includes('SQLite')) return;
    emit.call(process, warning, ...rest);
  };
}

async function runElsewhere() {
  const { spawn } = await import('node:child_process');
  const { findNode, isThisNodeSuitable } = await import('./runtime.mjs');
  if (isThisNodeSuitable()) {
    runHere();
    return;
  }
  const node = findNode(root);
  if (node === null) {
    stop(
      `Node ${process.versions.node} is too old and no other was found. Install Node 22.15 or later; in a clone, \`npm start\` sets one up.`,
    );
    return;
  }
  const args = ['--disable-warning=ExperimentalWarning', bundle, ...process.argv.slice(2)];
  const child = spawn(node.path, args, { stdio: inheritedStdio(), env: { ...process.env, ...node.env } });
  const signals = isAtTerminal() ? FORWARDED_SIGNALS : [...FORWARDED_SIGNALS, ...TERMINAL_SIGNALS];
  if (process.platform !== 'win32') {
    for (const signal of TERMINAL_SIGNALS) process.on(signal, () => undefined);
    for (const signal of signals) process.on(signal, () => child.kill(signal));
  }
  child.on('error', (error) => stop(`${node.path} could not be started: ${error.message}.`));
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    dieBy(signal);
  });
}

/** Ends this process by the signal that ended the child, so that a caller sees no difference. */
function dieBy(signal) {
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
  setInterval(() => undefined, 1000);
}

/** Descriptors above 2 are closed by Node unless named; the command reads a passphrase from one. */
function inheritedStdio() {
  const own = process.argv.slice(2);
  const end = own.indexOf('--');
  const words = end === -1 ? own : own.slice(0, end);
  const at = words.findIndex((word) => word === '--passphrase-fd' || word.startsWith('--passphrase-fd='));
  const value = at === -1 ? '' : (words[at].split('=')[1] ?? words[at + 1] ?? '');
  const descriptor = /^\d{1,4}$/.test(value) ? Number(value) : 0;
  const stdio = ['inherit', 'inherit', 'inherit'];
  while (descriptor >= stdio.length) stdio.push(stdio.length === descriptor ? descriptor : 'ignore');
  return stdio;
}

/** By number: a stream that Node makes of an inherited pipe sets it non-blocking for everybody who has it. */
function isAtTerminal() {
  const { isatty } = process.getBuiltinModule('node:tty');
  return [0, 1, 2].some((descriptor) => isatty(descriptor));
}

function stop(message) {
  process.stderr.write(`keyrack: ${message}\n`);
  process.exitCode = 1;
}
