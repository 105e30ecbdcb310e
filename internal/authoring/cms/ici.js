// Sveltia asks another site for its French words and its latest version. This page answers
// in its place, from the files beside it, so that no third party knows who writes.
(() => {
  "use strict";
  for (const [name, words] of [["language", "fr"], ["languages", ["fr"]]]) {
    Object.defineProperty(navigator, name, { get: () => words }); // the hints are French: the rest is too
  }
  const ask = window.fetch.bind(window);
  const elsewhere = /^https:\/\/unpkg\.com\/@sveltia\/cms(?:@[^/]+)?\/(.*)$/;
  window.fetch = (what, how) => {
    const file = elsewhere.exec(String(what?.url ?? what))?.[1];
    if (file === undefined) return ask(what, how);
    if (file === "locales/fr.json") return ask("fr.json", how);
    return Promise.resolve(new Response("", { status: 404 }));
  };
})();
