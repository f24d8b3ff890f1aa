import { type ComponentType, useEffect, useState } from 'react';

/**
 * A component whose code is fetched when it is first shown, so that the first list does not wait for it.
 * Not React's lazy: a Suspense boundary that was empty once stays so for 300 ms, however fast the code is there.
 */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let loaded: ComponentType<P> | null = null;
  return function Later(props: P) {
    const [Shown, show] = useState(() => loaded);
    useEffect(() => {
      if (Shown !== null) return;
      const fail = (error: unknown) =>
        show(() => {
          throw error;
        });
      load().then((component) => {
        loaded = component;
        show(() => component);
      }, fail);
    }, [Shown]);
    return Shown === null ? null : <Shown {...props} />;
  };
}
