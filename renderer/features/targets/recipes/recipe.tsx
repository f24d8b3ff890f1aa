import { useMemo, useState } from 'react';
import type { Key } from '#shared/model/key.ts';
import { closeDialog } from '../../../state/actions.ts';
import {
  useConnections,
  useEnvironment,
  useEnvironments,
  useKeys,
  useProviders,
  useSurroundings,
} from '../../../state/selectors.ts';
import { useStore } from '../../../state/store.ts';
import { common } from '../../../text/common.ts';
import { type Recipe as Guide, recipes, recipeText } from '../../../text/recipes.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Field } from '../../../ui/field.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Select } from '../../../ui/select.tsx';
import { recipeValues } from './fill.ts';
import { excess, fittingKeys } from './fitting.ts';
import { Step } from './step.tsx';

/** One guide, with what is the user's own filled in. */
export function Recipe({ id }: { readonly id: string }) {
  const recipe = recipes.find((each) => each.id === id);
  return recipe === undefined ? null : <RecipeDialog recipe={recipe} />;
}

function RecipeDialog({ recipe }: { readonly recipe: Guide }) {
  const [picked, pick] = useState<string | null>(null);
  const { keys, all } = useFitting(recipe);
  const key = keys.find(({ id }) => id === picked) ?? keys[0] ?? null;
  const values = useValues(recipe, key);
  const tooMuch = key !== null && recipe.scopes !== null && excess(recipe, key).length > 0;
  return (
    <Dialog
      title={recipe.title}
      subject={recipe.about}
      wide
      onClose={closeDialog}
      footer={<Button onClick={closeDialog}>{common.close}</Button>}
    >
      <div className="grid gap-4">
        {key === null ? (
          <Notice>{recipeText.noKey}</Notice>
        ) : (
          <KeyField keys={keys} all={all} value={key} onPick={pick} />
        )}
        {tooMuch && <Notice tone="warn">{recipeText.tooMuch(recipe.scopes?.join(', ') ?? '')}</Notice>}
        <ol className="grid gap-4">
          {recipe.steps.map((step, index) => (
            <Step
              key={step.text}
              number={index + 1}
              step={step}
              recipe={recipe}
              value={key}
              values={values}
            />
          ))}
        </ol>
      </div>
    </Dialog>
  );
}

function useFitting(recipe: Guide) {
  const keys = useKeys();
  const connections = useConnections();
  const selected = useStore((state) => state.selectedKeyId);
  const environmentId = useEnvironment()?.id ?? null;
  return useMemo(
    () => fittingKeys(recipe, { keys, connections, selected, environmentId }),
    [recipe, keys, connections, selected, environmentId],
  );
}

/** Without a key: the environment that is shown, and the service as its description tells it. */
function useValues(recipe: Guide, key: Key | null) {
  const around = useSurroundings(key);
  const keys = useKeys();
  const shown = useEnvironment();
  const [first] = useEnvironments();
  const provider = useProviders().find(({ id }) => id === recipe.provider) ?? null;
  return useMemo(() => {
    if (key === null) {
      const environment = shown ?? first ?? null;
      return recipeValues(null, { environment, connection: null, provider }, true);
    }
    return recipeValues(key, around, keys.filter(({ name }) => name === key.name).length === 1);
  }, [key, around, keys, shown, first, provider]);
}

interface KeyFieldProps {
  readonly keys: readonly Key[];
  readonly all: number;
  readonly value: Key;
  readonly onPick: (id: string) => void;
}

function KeyField({ keys, all, value, onPick }: KeyFieldProps) {
  const environments = new Map(useEnvironments().map(({ id, name }) => [id, name]));
  return (
    <Field label={recipeText.key} help={all > keys.length ? recipeText.moreKeys : recipeText.keyHelp}>
      {(control) => (
        <Select
          control={control}
          value={value.id}
          choices={keys.map(({ id, name, environmentId }) => ({
            value: id,
            label: name,
            detail: environments.get(environmentId) ?? '',
          }))}
          onChange={onPick}
        />
      )}
    </Field>
  );
}
