import { readsWhatKeyrackWrites } from './suite.ts';

// `opencode mcp list` connects to every server. What a variable holds goes into the text of the file, unescaped.
readsWhatKeyrackWrites({
  id: 'opencode',
  args: ['mcp', 'list'],
  alters: {
    'inline command': ['everything', 'raw', 'file'],
    'inline url': ['everything', 'raw', 'file'],
    'reference command': ['everything', 'file', 'shell', 'backslashes'],
    'reference url': ['everything', 'file', 'shell', 'backslashes'],
  },
});
