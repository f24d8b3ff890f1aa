import { useState } from 'react';
import type { Key } from '#shared/model/key.ts';
import type { ApiError } from '../../../api/api-error.ts';
import { openDialog } from '../../../state/actions.ts';
import { copyKey } from '../../../state/key-actions.ts';
import { useConnections, useEnvironment, useProviders } from '../../../state/selectors.ts';
import { type Recipe, type RecipeAction, recipeText } from '../../../text/recipes.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorNotice } from '../../../ui/error-notice.tsx';

interface Props {
  readonly action: RecipeAction;
  readonly recipe: Recipe;
  readonly value: Key | null;
}

/** The button by which a step is done here. */
export function StepAction({ action, recipe, value }: Props) {
  if (action.does === 'new-key') return <NewKeyAction recipe={recipe} />;
  if (action.does === 'copy-key') return <CopyKeyAction value={value} />;
  const { target, label } = action;
  return (
    <Button
      unavailable={obstacle(value)}
      onClick={() => value !== null && openDialog({ kind: 'export', keyId: value.id, target })}
    >
      {label}
    </Button>
  );
}

function obstacle(value: Key | null): string | null {
  if (value === null) return recipeText.needsKey;
  return value.held ? null : recipeText.notHeld;
}

/** Where the service is not connected yet, that comes first. */
function NewKeyAction({ recipe }: { readonly recipe: Recipe }) {
  const { provider, tool, purpose, scopes } = recipe;
  const environment = useEnvironment();
  const connections = useConnections();
  const providers = useProviders();
  const fitting = connections.filter((each) => provider === null || each.provider === provider);
  const at = fitting.find(({ environmentId }) => environmentId === environment?.id) ?? fitting[0];
  if (at === undefined) {
    const name = providers.find(({ id }) => id === provider)?.name ?? provider ?? '';
    return (
      <Button
        onClick={() =>
          openDialog({ kind: 'add-connection', environmentId: environment?.id ?? null, provider })
        }
      >
        {recipeText.connectFirst(name)}
      </Button>
    );
  }
  return (
    <Button
      onClick={() => openDialog({ kind: 'new-key', tool, preset: { connectionId: at.id, purpose, scopes } })}
    >
      {recipeText.actions['new-key']}
    </Button>
  );
}

/** Main writes the clipboard: the value never comes here. */
function CopyKeyAction({ value }: { readonly value: Key | null }) {
  const [outcome, tell] = useState<ApiError | 'copied' | null>(null);
  const copy = async () => {
    if (value !== null) tell((await copyKey(value.id)) ?? 'copied');
  };
  return (
    <>
      <Button unavailable={obstacle(value)} onClick={() => void copy()}>
        {recipeText.actions['copy-key']}
      </Button>
      <span role="status" className="self-center text-small text-muted">
        {outcome === 'copied' && recipeText.copiedKey}
      </span>
      {outcome !== null && outcome !== 'copied' && outcome.code !== 'cancelled' && (
        <div className="w-full">
          <ErrorNotice error={outcome} />
        </div>
      )}
    </>
  );
}
