import { createFakeBridge } from './fake-bridge.ts';

// What the address asks for: ?keys=10000&stage=first-run&fail=keys.create:network&slow=keys.create:3000
Object.defineProperty(window, 'bridge', { value: createFakeBridge(new URLSearchParams(location.search)) });
