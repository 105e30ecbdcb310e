// Written by internal/search (go test ./internal/search -update). Do not edit.

export const RANGES = [192,65535,2,48,57,2,65,90,3,97,122,2,170,170,3,173,173,1,178,179,3,185,186,3,192,591,3,215,215,0,247,247,0,688,767,0,691,691,3,768,879,1,913,937,3,1024,1071,3,7497,7497,3,7680,7935,3,8192,11263,0,8203,8205,1,8288,8288,1,8304,8329,3,8314,8318,0,11776,11903,0,12288,12320,0,55296,63743,0,64256,64262,3,65024,65039,1,65040,65135,0,65279,65279,1,65280,65381,0,65296,65305,3,65313,65338,3,65345,65370,3,65504,65535,0];
export const UNMADE = "æ ae œ oe ß ss ø o ł l đ d ð d þ th ı i ħ h ŋ n ŧ t";
export const MAX_WORD = 40;
export const COMPOUNDS = "auto entrepren\nmicro entrepr\nrendez vous\nclick collect\nclic collect click\nwi fi\ne mail *\ne commer\ne bouti\ne reput\ne factur\naujourd hui\nprud hom\nbien etre\nsavoir faire\nsous trait\nstart up\ntele trav\ntele declar";
export const STOP_WORDS = "ai as au aux avec avez avoir avons ca ce ceci cela ces cet cette chez ci combien comme comment dans de des doit dois donc dont du elle elles en entre es est et etaient etait etant etes etre eu eux faire fais fait faites faut font il ils je jusqu jusque la le les leur leurs lorsqu lorsque lui ma mais me mes moi mon ne ni nos notre nous on ont ou par pas peut peux plus pour pourquoi presqu puis puisqu puisque qu quand que quel quelle quelles quels quelqu quelque quelques qui quoi quoiqu sa se sera seront ses si soit sommes son sont suis sur ta te tes toi ton tous tout toute toutes tres tu un une va vers veux vos votre trouve trouver voudrais vous and the of for";
export const STEM_STEPS = "3 eaux eau\n2 yaux yau\n2 aux al\n2 eux eu\n2 oux ou\n3 ais ai\n2 ois oi\n3 ss ss\n3 s _\n\n0 email mail\n3 trice teu\n3 euse eu\n3 eure eu\n3 teur teu\n3 eur eu\n3 ail al\n3 aise ai\n3 oise oi\n1 onne on\n1 ette et\n2 ive if\n3 ique ic\n3 enne en\n3 elle el\n4 iere _\n4 ier _\n5 ere _\n\n0 departement departement\n0 environnement environnement\n3 iquement ic\n5 ement _\n5 ation _\n4 ee _\n5 er _\n5 ie i\n4 ir i\n3 gue g\n5 e _\n\n3 nn n\n3 ll l\n3 tt t";
export const FORMAT = 2;
export const ROOT = "index.bin";
export const FIELDS = [0,1,2,3];
export const TITLE_FIELD = 0;
export const SUMMARY_FIELD = 1;
export const BODY_FIELD = 3;
export const MAX_PASSAGES = 8;
export const MIN_PREFIX = 2;
export const MAX_COMPLETIONS = 8;
export const MAX_CORRECTIONS = 3;
export const COMPLETION_WEIGHT = 0.5;
export const SYNONYM_WEIGHT = 0.5;
export const MAX_WORDS = 10;
export const MAX_ALTERNATIVES = 12;
export const MAX_PHRASE = 4;
export const FACETS = ["type","Type","secteur","Secteur","territoire","Territoire","taille","Taille","theme","Besoin"];
