// The search page with a question in its address, or with the reader's situation for
// a question: the root of the index is on its way before the script that reads it has
// come, and the page keeps room for the answer, so that nothing moves when it comes.

const { dataset, classList } = document.documentElement;
if ((location.search || dataset["filtres"]) && location.pathname.endsWith("/recherche/")) {
  classList.add("cherche");
  if (/[?&](?!q=)\w/.test(location.search || `?${dataset["filtres"]}`)) classList.add("cherche-filtree");
  const link = document.createElement("link");
  // What the search's fetch asks for, to the letter; otherwise it would ask again.
  Object.assign(link, { rel: "preload", as: "fetch", crossOrigin: "anonymous", href: "index.bin" });
  document.head.append(link);
}

export {};
