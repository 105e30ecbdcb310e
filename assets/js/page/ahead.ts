// The search page with a question in its address: the root of the index is on
// its way before the script that reads it has come.

if (location.search && location.pathname.endsWith("/recherche/")) {
  const link = document.createElement("link");
  // What the search's fetch asks for, to the letter; otherwise it would ask again.
  Object.assign(link, { rel: "preload", as: "fetch", crossOrigin: "anonymous", href: "index.bin" });
  document.head.append(link);
}

export {};
