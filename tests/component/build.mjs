// Builds the pages over the fake bridge, for the component suite to open.
import { buildPages } from './serve.mjs';

await buildPages();
