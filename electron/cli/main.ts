import { keepCode } from '../platform/code-cache.ts';
import { findHome, homeQuestion } from '../platform/home-place.ts';

// Before anything else is loaded, so that all else comes out of the cache. Where --home names another folder, that one
// stays as it is.
keepCode(findHome(homeQuestion(undefined)));

// Not awaited here: the bundle is CommonJS, which starts faster and knows no `await` outside of functions.
void import('./start.ts').then(({ start }) => start(import.meta.url));
