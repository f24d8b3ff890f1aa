import type { KeyrackEvent } from '#shared/ipc/client.ts';
import { linkText } from '../text/app.ts';
import { focusSearch, searchRack, selectEnvironment, toast } from './actions.ts';
import { reload } from './loading.ts';
import { listOf } from './remote.ts';
import { keyOf } from './selectors.ts';
import { showKey, showView } from './showing.ts';
import { getState } from './store.ts';
import { tidied } from './tidied.ts';
import { VIEWS } from './view.ts';

/** What main says when a link was opened. */
export function onLink(event: KeyrackEvent): void {
  if (event.kind === 'show') void showLink(event.link);
}

type Link = Extract<KeyrackEvent, { kind: 'show' }>['link'];

/**
 * Shows what a `keyrack://` link names. An open dialog stays open above it: a link changes nothing that is under way.
 * What the link names may be newer than what the page knows.
 */
async function showLink(link: Link): Promise<void> {
  if (link.to === 'view') {
    const view = VIEWS.find((each) => each === link.view);
    if (view !== undefined) showView(view);
  }
  if (link.to === 'search') {
    selectEnvironment(null);
    // SECURITY: any web page can put a key there.
    searchRack(tidied(link.search));
    if (getState().dialog === null) focusSearch();
    else showView('rack');
  }
  if (link.to === 'environment') {
    await reload('environments');
    const found = listOf(getState().data.environments).some(({ id }) => id === link.id);
    if (!found) return toast(linkText.noEnvironment);
    selectEnvironment(link.id);
    showView('rack');
  }
  if (link.to === 'key') {
    await reload('keys');
    const key = keyOf(getState(), link.id);
    if (key === null) return toast(linkText.noKey);
    showKey(key);
  }
}
