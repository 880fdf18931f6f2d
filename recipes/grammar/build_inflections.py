#!/usr/bin/env python3
"""Makes Sources/Text/Edits/Inflection/Inflections+Data.swift: what the rules of English inflection do not tell.

    python3 recipes/grammar/build_inflections.py ../shared/data/pos Sources/Text/Edits/Inflection/Inflections+Data.swift

The treebanks' training parts give the verbs, those that double their last letter, and how often a form belongs to which
word; the two lists below give the irregular ones, rare ones included. Forms that the rules (`s_form`, `past_form`,
`ing_form`, the same as in `RegularForms.swift`) make are not stored.

    verbs       base forms, '2' after those that double their last consonant against the rule for short words or are
                too long for it, '1' after short ones that do not double
    irregular   base,past,participle[,-s form[,-ing form]]
    plurals     singular,plural
    bases       form,base where the rules for taking an ending off find another word than the treebanks have
"""
import collections
import lzma
import pathlib
import re
import sys

IRREGULAR_VERBS = """
be,was,been,is arise,arose,arisen awake,awoke,awoken bear,bore,borne beat,beat,beaten become,became,become begin,began,begun bend,bent,bent
bet,bet,bet bid,bid,bid bind,bound,bound bite,bit,bitten bleed,bled,bled blow,blew,blown break,broke,broken breed,bred,bred bring,brought,brought
broadcast,broadcast,broadcast build,built,built burst,burst,burst buy,bought,bought cast,cast,cast catch,caught,caught choose,chose,chosen
cling,clung,clung come,came,come cost,cost,cost creep,crept,crept cut,cut,cut deal,dealt,dealt dig,dug,dug do,did,done,does draw,drew,drawn
drink,drank,drunk drive,drove,driven eat,ate,eaten fall,fell,fallen feed,fed,fed feel,felt,felt fight,fought,fought find,found,found fit,fit,fit
flee,fled,fled fling,flung,flung fly,flew,flown forbid,forbade,forbidden foresee,foresaw,foreseen forget,forgot,forgotten forgive,forgave,forgiven
freeze,froze,frozen get,got,gotten give,gave,given go,went,gone,goes grind,ground,ground grow,grew,grown hang,hung,hung have,had,had,has hear,heard,heard
hide,hid,hidden hit,hit,hit hold,held,held hurt,hurt,hurt keep,kept,kept kneel,knelt,knelt know,knew,known lay,laid,laid lead,led,led
leave,left,left lend,lent,lent let,let,let lie,lay,lain light,lit,lit lose,lost,lost make,made,made mean,meant,meant meet,met,met
mislead,misled,misled mistake,mistook,mistaken misunderstand,misunderstood,misunderstood offset,offset,offset outdo,outdid,outdone,outdoes
overcome,overcame,overcome override,overrode,overridden overrun,overran,overrun oversee,oversaw,overseen overtake,overtook,overtaken
overthrow,overthrew,overthrown overwrite,overwrote,overwritten partake,partook,partaken pay,paid,paid put,put,put quit,quit,quit read,read,read
rebuild,rebuilt,rebuilt redo,redid,redone,redoes repay,repaid,repaid rerun,reran,rerun reset,reset,reset rethink,rethought,rethought rewrite,rewrote,rewritten rid,rid,rid
ride,rode,ridden ring,rang,rung rise,rose,risen run,ran,run say,said,said see,saw,seen seek,sought,sought sell,sold,sold send,sent,sent set,set,set
sew,sewed,sewn shake,shook,shaken shed,shed,shed shine,shone,shone shoot,shot,shot show,showed,shown shrink,shrank,shrunk shut,shut,shut
sing,sang,sung sink,sank,sunk sit,sat,sat sleep,slept,slept slide,slid,slid sling,slung,slung slit,slit,slit sow,sowed,sown speak,spoke,spoken
spend,spent,spent spin,spun,spun split,split,split spread,spread,spread spring,sprang,sprung stand,stood,stood steal,stole,stolen stick,stuck,stuck
sting,stung,stung stink,stank,stunk strike,struck,struck string,strung,strung strive,strove,striven swear,swore,sworn sweep,swept,swept
swell,swelled,swollen swim,swam,swum swing,swung,swung take,took,taken teach,taught,taught tear,tore,torn tell,told,told think,thought,thought
throw,threw,thrown thrust,thrust,thrust tread,trod,trodden undergo,underwent,undergone underlie,underlay,underlain understand,understood,understood
undertake,undertook,undertaken undo,undid,undone,undoes unwind,unwound,unwound uphold,upheld,upheld upset,upset,upset wake,woke,woken wear,wore,worn weave,wove,woven
weep,wept,wept win,won,won wind,wound,wound withdraw,withdrew,withdrawn withhold,withheld,withheld withstand,withstood,withstood
wring,wrung,wrung write,wrote,written
"""
ING = dict(lie="lying", die="dying", tie="tying", underlie="underlying", untie="untying", dye="dyeing", singe="singeing", age="aging")
IRREGULAR_NOUNS = """
alga,algae alumnus,alumni analysis,analyses antenna,antennae appendix,appendices axis,axes bacterium,bacteria basis,bases cactus,cacti calf,calves
child,children crisis,crises criterion,criteria curriculum,curricula diagnosis,diagnoses elf,elves emphasis,emphases foot,feet formula,formulas
fungus,fungi goose,geese half,halves hypothesis,hypotheses index,indexes knife,knives larva,larvae leaf,leaves life,lives loaf,loaves louse,lice
man,men matrix,matrices medium,media mouse,mice nebula,nebulae nucleus,nuclei oasis,oases ox,oxen parenthesis,parentheses person,people
phenomenon,phenomena quiz,quizzes radius,radii scarf,scarves self,selves shelf,shelves spectrum,spectra stimulus,stimuli stomach,stomachs
stratum,strata synopsis,synopses synthesis,syntheses thesis,theses thief,thieves tooth,teeth vertebra,vertebrae vertex,vertices wharf,wharves
wife,wives wolf,wolves woman,women businessman,businessmen businesswoman,businesswomen chairman,chairmen fireman,firemen fisherman,fishermen
gentleman,gentlemen grandchild,grandchildren policeman,policemen salesman,salesmen spokesman,spokesmen workman,workmen
monarch,monarchs patriarch,patriarchs epoch,epochs hero,heroes potato,potatoes tomato,tomatoes echo,echoes veto,vetoes torpedo,torpedoes
"""
VOWELS = "aeiou"
WORD = re.compile(r"[a-z]{2,}")


def s_form(base):
    if base.endswith("y") and len(base) > 1 and base[-2] not in VOWELS:
        return base[:-1] + "ies"
    if re.search(r"(s|x|z|ch|sh)$", base):
        return base + "es"
    return base + "s"


def doubles(base):
    """Short words of consonant, vowel, consonant: "stop", "plan", not "play", "fix", "cook"."""
    return bool(re.fullmatch(r"(?:[^aeiou]*|qu|[^aeiou]+u(?=[ei]))[aeiou][^aeiouwxy]", base)) and len(base) > 1


def past_form(base, doubling):
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2:-1] not in VOWELS:
        return base[:-1] + "ied"
    return base + (base[-1] if doubling else "") + "ed"


def ing_form(base, doubling):
    if base.endswith("e") and not re.search(r"(ee|oe|ye)$", base) and len(base) > 2:
        return base[:-1] + "ing"
    return base + (base[-1] if doubling else "") + "ing"


def read(folder):
    """Counts of (lemma, kind, form), kind being the treebank's tag."""
    counts = collections.Counter()
    for name in ("ud_ewt", "ud_gum"):
        with lzma.open(folder / name / "train.conllu.xz", "rt", encoding="utf-8") as lines:
            for line in lines:
                cells = line.rstrip("\n").split("\t")
                if len(cells) < 10 or not cells[0].isdigit() or "Typo=Yes" in line or "Abbr=Yes" in line or "Style=" in line:
                    continue
                form, lemma, tag = cells[1].lower(), cells[2].lower(), cells[4]
                if WORD.fullmatch(form) and WORD.fullmatch(lemma) and cells[3] in ("VERB", "AUX", "NOUN") and tag != "MD":
                    counts[lemma, tag, form] += 1
    return counts


def strip(form, verbs):
    """What `RegularForms.swift` finds as the base of a form; the first of the known verbs, else the rules' choice."""
    guesses = guesses_of(form)
    return next((g for g in guesses if g in verbs), guesses[0] if guesses else form)


def guesses_of(form):
    for ending in ("ing", "ed"):
        if form.endswith(ending) and re.search(r"[aeiouy]", form[:-len(ending)]) and len(form) > len(ending) + 1:
            stem = form[:-len(ending)]
            if ending == "ed" and stem.endswith("i"):
                return [stem[:-1] + "y"]
            plain = [stem]
            if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in VOWELS:
                return ([stem, stem[:-1]] if stem[-1] in "lsfz" else [stem[:-1], stem])
            if re.search(r"([cuvz]|[aeiouy][gs]|[rl]s|[dr]g|[aiou]t|bl|tl|dl|pl|gl|fl|kl|zl|[^aeiou]r)$", stem) and not re.search(r"(it|eat|ait|out|oat|oot|uit|ss)$", stem):
                return [stem + "e", stem]
            return plain + [stem + "e"]
    if form.endswith("ies") and len(form) > 4:
        return [form[:-3] + "y", form[:-1]]
    if re.search(r"(ss|x|z|ch|sh|o)es$", form):
        return [form[:-2], form[:-1]]
    if re.search(r"[^sui]s$", form) and len(form) > 2:
        return [form[:-1]]
    return []


def main():
    counts = read(pathlib.Path(sys.argv[1]))
    irregular = dict((c[0], c[1:]) for c in (e.split(",") for e in IRREGULAR_VERBS.split()))
    plurals = dict(e.split(",") for e in IRREGULAR_NOUNS.split())
    total = collections.Counter()
    for (lemma, tag, form), n in counts.items():
        if tag.startswith("VB"):
            total[lemma] += n
    # One sighting of a base is enough when the word is long; short ones are often slips.
    verbs = {v for v, n in total.items() if n >= (1 if len(v) > 3 else 2)} | set(irregular)
    marks = {}
    for verb in verbs:
        last = verb[-1]
        with_double = sum(counts[verb, t, f] for t, f in (("VBD", verb + last + "ed"), ("VBN", verb + last + "ed"), ("VBG", verb + last + "ing")))
        without = sum(counts[verb, t, f] for t, f in (("VBD", verb + "ed"), ("VBN", verb + "ed"), ("VBG", verb + "ing")))
        if not verb.endswith("e") and with_double > without and not doubles(verb):
            marks[verb] = "2"
        if doubles(verb) and without > with_double:
            marks[verb] = "1"
    owners = collections.defaultdict(collections.Counter)
    for (lemma, tag, form), n in counts.items():
        if tag[:2] in ("VB", "NN") and tag not in ("VB", "VBP", "NN"):
            owners[form][lemma] += n
    bases = {}
    stored = {f: b for b, rest in irregular.items() for f in rest} | {p: s for s, p in plurals.items()}
    for form, lemmas in owners.items():
        lemma, n = max(lemmas.items(), key=lambda item: (item[1], item[0]))
        if lemma != form and strip(form, verbs) != lemma and n >= 2 and lemma[0] == form[0] and len(form) > 2:
            if stored.get(form) != lemma:
                bases[form] = lemma
    lines = [",".join([base, *rest]) for base, rest in sorted(irregular.items())]
    text = (
        "// Made by recipes/grammar/build_inflections.py; do not edit.\n\nextension InflectionTable {\n"
        + swift("verbs", "Base forms of verbs; what a digit means says the recipe.", [v + marks.get(v, "") for v in sorted(verbs)])
        + swift("irregularVerbs", "Base, past, participle and, where it is irregular, the -s form.", lines)
        + swift("irregularParticiples", "Base and -ing form.", [f"{b},{f}" for b, f in sorted(ING.items())])
        + swift("irregularPlurals", "Singular and plural.", [f"{s},{p}" for s, p in sorted(plurals.items())])
        + swift("bases", "Forms and their bases, where taking the ending off by rule finds another word.", [f"{f},{b}" for f, b in sorted(bases.items())])
        .rstrip("\n") + "\n}\n")
    pathlib.Path(sys.argv[2]).write_text(text, encoding="utf-8")
    print(len(verbs), "verbs", len(marks), "marks", len(irregular), "irregular", len(plurals), "plurals", len(bases), "bases", len(text), "bytes")


def swift(name, comment, words):
    rows, row = [], ""
    for word in words:
        if len(row) + len(word) > 112:
            rows.append(row)
            row = ""
        row += (" " if row else "") + word
    body = "\n".join("    " + r for r in rows + [row])
    return f'  /// {comment}\n  static let {name} = """\n{body}\n    """\n\n'


if __name__ == "__main__":
    main()
