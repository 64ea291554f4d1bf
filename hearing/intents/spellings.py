"""SMS spellings and words run together, each with the French it stands for (no accents)."""

from __future__ import annotations

import re

_SHORT = """
c cest : c'est
ct cete : c'etait
cke : ce que
jai g : j'ai
javais : j'avais
jaurai : j'aurai
jaimerai jaimerais : j'aimerais
jy : j'y
jen : j'en
jaurais : j'aurais
jarrive : j'arrive
jetais : j'etais
jetai : j'etais
jveux jveu jve jv : je veux
jvoudrais jvoudrai : je voudrais
jpeux jpeu jpe jp : je peux
jsuis jsui jss chui chuis chu j'suis : je suis
jsais jse : je sais
jsp jspa jsaispas chaipa chepa chais : je sais pas
nsp : je ne sais pas
jdois jdoi : je dois
jfais jfai : je fais
jme : je me
jte : je te
jle : je le
jla : je la
jlui : je lui
jpense jpens : je pense
jcrois jcroi : je crois
jcomprends jcomprend jcompren jcomprens : je comprends
jvais jvai : je vais
jbosse jbos : je bosse
jcherche : je cherche
jtravaille : je travaille
jtouche : je touche
jdis : je dis
jpars : je pars
jconnais : je connais
jviens : je viens
jmets : je mets
jhabite : j'habite
pk pq pkoi prq pourkoi pourkwa pkw pcquoi : pourquoi
koi kwa koa : quoi
ki : qui
ke : que
kil : qu'il
kel kelle kels : quel
kon : qu'on
quon : qu'on
kun : qu'un
qun : qu'un
quil : qu'il
quils : qu'ils
qd kan kand quan kant : quand
cb cbien combi1 kombien conbien cmb : combien
tt : tout
tte : toute
ts : tous
ttes : toutes
stp svp sivouplait siouplait svplait : s'il vous plait
ds : dans
dc : donc
pr : pour
pa : pas
ms : mais
bcp bcoup : beaucoup
ya : il y a
dsl : desole
tps : temps
mm mme : meme
tjs tjrs tjr toujour : toujours
jms : jamais
slt salu : salut
bjr bjour bonj : bonjour
mrc mci merki : merci
pdt pdnt : pendant
qq : quelque
qqn qqun : quelqu'un
qqch qqc kkchose : quelque chose
nn : non
vs : vous
wai wi ui ouai ouep : oui
gou : gout
fr : faire
jvx : je veux
vx : veux
px : peux
avc ac avk : avec
cmt coman comen coment commen kommen : comment
pcq pck psk paske parske parcke pask : parce que
auj ojd ajd aujourdhui : aujourd'hui
esk esq esque eske est-ke : est-ce que
dac daccord dacc : d'accord
mtn mnt maintenan : maintenant
aprs : apres
pb pbm : probleme
rdv : rendez-vous
vrmt vrm : vraiment
grv : grave
msg : message
num : numero
sa : ca
sil : s'il
jsq : jusque
ptet ptetre petetre : peut-etre
ptit : petit
ptite : petite
taf taff : travail
boss : patron
boite : entreprise
bosser bosse : travailler
entrprise entreprize : entreprise
wk we weekend : week-end
h hr hrs : heures
mn min : minutes
sem : semaines
asso assos : association
lgtps lgtemps : longtemps
ft : france travail
ml : mission locale
pe : pole emploi
fo fau fodra : il faut
bsoin : besoin
konvention convension convantion : convention
imersion immertion imertion immerssion : immersion
pmspm psmp pmsp pmssp : pmsmp
"""

_RUN_TOGETHER = [
    (r"\best ce ke?\b|\bes ce que\b|\bes que\b|\best-ce-que\b|\best ce que\b|\besce que\b", "est-ce que"),
    (r"\bqu est ce\b|\bqu'est ce\b|\bkes\b|\bkesk\b|\bqu'es ce\b|\bquest ce\b|\bquest-ce\b", "qu'est-ce"),
    (r"\bj'ai pa\b", "j'ai pas"),
    (r"\bil y a a\b", "il y a"),
    (r"\by a\b", "il y a"),
    (r"\bil il y a\b", "il y a"),
]


def _words() -> dict[str, str]:
    table: dict[str, str] = {}
    for line in _SHORT.strip().splitlines():
        shorts, full = line.split(" : ")
        for short in shorts.split():
            table[short] = full
    return table


WORDS = _words()
PHRASES = [(re.compile(pattern), full) for pattern, full in _RUN_TOGETHER]
