/// English words that the rules of sentence boundaries know, without their final full stop.
extension WordTable {
  static let english: [(words: String, classes: WordClasses)] = [
    (
      """
      mr mrs ms mx dr drs prof profs gen sen sens rep reps gov govs capt cpt lt col sgt rev revd hon pres maj cmdr cdr \
      adm msgr fr pvt cpl pte insp supt brig atty amb messrs mme mlle sr sra srta st ste mt ft rt ald det ven vp dir
      """,
      [.title, .capitalized]
    ),
    ("e.g i.e eg ie cf viz vs v approx ca c incl excl resp i.a q.v op loc ibid fl b d r esp attn", .neverLast),
    (
      """
      no nos nr fig figs eq eqs sec sect ch chap vol vols p pp art arts para pt tab ref refs ex exh cl app ver v op n l ll \
      ff iss m div ph mob sc
      """,
      .numbered
    ),
    (
      """
      inc ltd co corp llc plc bros jr sr esq al dept depts univ assn assoc est ext tel govt intl natl mfg info \
      ph.d m.d b.a m.a b.sc m.sc d.phil m.phil a.m p.m a.d b.c u.s u.k u.n e.u d.c l.a
      """,
      .maybeLast
    ),
    (
      """
      jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun ave blvd rd st hwy ln \
      pl sq ariz ark calif colo conn del fla ill ind kan mass mich minn miss mo mont neb nev okla ore penn tenn tex va \
      vt wash wis wyo ala ga la pa md ed eds trans
      """,
      [.maybeLast, .capitalized]
    ),
    ("yahoo jeopardy", .exclaiming),
    (
      "type class branch version option plan vitamin grade group level part section appendix step point case war letter in",
      .lettered
    ),
    ("etc etal sq ft lb lbs oz hr hrs min mins yr yrs mos misc max", .oftenLast),
    (
      """
      the a an this that these those he she it we they you i his her its our their my your there here in on at for from \
      with by as to after before since during while when where who what which why how if although though however but and \
      or so yet because also then thus therefore some many most all each every both no not one two three other others \
      another such even just only once despite according under over until unless whether now today let please yes did \
      does do is are was were can could would should will has have had meanwhile moreover furthermore finally first second \
      later instead otherwise still perhaps maybe i'm i've i'd i'll it's he's she's that's there's we're they're you're \
      don't let's what's who's anyone everyone someone nobody nothing everything something if any few several between \
      among through without within given using our additionally similarly eventually recently currently generally thanks thank http https www \
      either neither unlike again more less next note see use add set returns
      """,
      .starter
    ),
  ]
}
