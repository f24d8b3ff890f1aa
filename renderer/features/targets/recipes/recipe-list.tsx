import { BookOpen, ChevronRight } from 'lucide-react';
import { useId } from 'react';
import { openDialog } from '../../../state/actions.ts';
import { useProviders } from '../../../state/selectors.ts';
import { type Recipe, recipes, recipeText } from '../../../text/recipes.ts';
import { Icon } from '../../../ui/icon.tsx';

/** Guides to the usual uses of a key. */
export function RecipeList() {
  return (
    <section aria-labelledby="recipes-heading" className="pt-6">
      <h2 id="recipes-heading" className="px-4 font-semibold">
        {recipeText.heading}
      </h2>
      <p className="px-4 pb-2 text-small text-muted">{recipeText.about}</p>
      <ul className="border-t border-border">
        {recipes.map((recipe) => (
          <Line key={recipe.id} recipe={recipe} />
        ))}
      </ul>
    </section>
  );
}

function Line({ recipe }: { readonly recipe: Recipe }) {
  const about = useId();
  const provider = useProviders().find(({ id }) => id === recipe.provider);
  const service =
    recipe.provider === null
      ? recipeText.anyService
      : recipeText.forService(provider?.name ?? recipe.provider);
  return (
    <li className="relative flex min-h-11 items-center gap-3 border-b border-border px-4 py-1.5 hover:bg-hover">
      <Icon of={BookOpen} className="text-muted" />
      <div className="min-w-0 flex-1">
        {/* The whole row is pressed by its title. */}
        <button
          type="button"
          aria-describedby={about}
          onClick={() => openDialog({ kind: 'recipe', id: recipe.id })}
          className="block max-w-full truncate text-left font-medium after:absolute after:inset-0"
        >
          {recipe.title}
        </button>
        <p id={about} className="text-small text-muted">
          {recipe.about}
        </p>
      </div>
      <span className="hidden shrink-0 text-small text-muted wide:inline">{service}</span>
      <Icon of={ChevronRight} size={14} className="text-muted" />
    </li>
  );
}
