import { contextBridge, ipcRenderer } from 'electron';
import { CALL_CHANNEL, EVENT_CHANNEL } from '#shared/ipc/channel.ts';
import type { Bridge } from '#shared/ipc/client.ts';

const bridge: Bridge = {
  call: (method, input) => ipcRenderer.invoke(CALL_CHANNEL, method, input),
  on: (listener) => {
    const pass = (_event: unknown, payload: Parameters<typeof listener>[0]) => listener(payload);
    ipcRenderer.on(EVENT_CHANNEL, pass);
    return () => ipcRenderer.off(EVENT_CHANNEL, pass);
  },
};

contextBridge.exposeInMainWorld('bridge', bridge);
