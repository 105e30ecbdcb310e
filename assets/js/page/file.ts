// The search page opened as a file, and not from a site: browsers then refuse
// its modules, so nobody else can say why it does not search.

if (location.protocol === "file:") {
  document.addEventListener("DOMContentLoaded", () => {
    const total = document.querySelector("[data-total]");
    if (total) total.textContent = "Ouverte comme un fichier, cette page ne peut pas chercher : ouvrez l’adresse du site, ou lancez « recueil serve ».";
  });
}

export {};
