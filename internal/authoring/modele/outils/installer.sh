#!/bin/sh
# Met le programme recueil dans outils/recueil, pour les machines qui vérifient et publient.
# Son adresse et son empreinte SHA-256 sont deux variables du dépôt, RECUEIL_URL et
# RECUEIL_SHA256. Un programme déjà là est gardé.
set -eu
cd "$(dirname "$0")"
if [ ! -x recueil ]; then
  : "${RECUEIL_URL:?écrivez l’adresse du programme recueil dans la variable RECUEIL_URL du dépôt : voir README.md}"
  : "${RECUEIL_SHA256:?écrivez l’empreinte SHA-256 du programme dans la variable RECUEIL_SHA256 du dépôt : voir README.md}"
  curl --fail --silent --show-error --location --output recueil "$RECUEIL_URL"
  echo "$RECUEIL_SHA256  recueil" | sha256sum --check --quiet
  chmod +x recueil
fi
