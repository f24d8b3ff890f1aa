import { readsWhatKeyrackWrites } from './suite.ts';

// `opencode mcp list` connects to every server. What a variable holds goes into the text of the file, unescaped.
readsWhatKeyrackWrites({
  id: 'opencode',
  args: ['mcp', 'list'],
  alters: {
    'inline command': ['everything', 'named', 'raw', 'file'],
    'inline url': ['named', 'raw', 'file'],
    'reference command': ['everything', 'file', 'shell', 'backslashes'],
    'reference url': ['everything', 'file', 'shell', 'backslashes'],
  },
  spoils: {
    'reference command': ['everything', 'shell', 'backslashes'],
    'reference url': ['everything', 'shell', 'backslashes'],
  },
});
