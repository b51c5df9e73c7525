"""Groups of words that reporters use for one another, beside those that questions are matched by.

General English of the news on any subject, written down without an article at hand. One group a line; a word may stand
in several. It decides only how much of a sentence is there, never that it is true: numbers, names, opposites and
negation are compared on their own.
"""

from __future__ import annotations

__all__ = ["SAME_IN_NEWS"]

SAME_IN_NEWS = tuple(
    """
    die death dead kill killed drown perish fatal fatality victim toll
    hurt injure injury injuries wound wounded harm casualty
    ill sick sickness illness disease infection infected outbreak patient case
    doctor physician medic
    hospital clinic ward centre center
    vaccine vaccination vaccinate inoculate jab dose shot immunise
    rescue save pull recover
    ship vessel boat ferry freighter
    port harbour harbor dock
    plane aircraft jet airliner
    plant factory works mill site facility
    field meadow farmland acreage
    crop harvest yield output production
    fire blaze wildfire
    flood deluge inundation
    storm cyclone typhoon hurricane gale
    quake earthquake tremor
    strike walkout stoppage
    job post position work employment
    employ employee worker staff workforce hire people
    dismiss sack fire axe lay layoff redundancy cut
    resign quit leave step depart
    appoint name hire pick install
    succeed replace follow
    head lead run chair chief leader boss president director chairman chairwoman executive manager
    represent speak spokesman spokeswoman spokesperson lawyer advocate attorney
    lawyer counsel attorney solicitor
    judge court tribunal bench justice
    verdict ruling decision judgment decide rule
    appeal challenge contest
    sue lawsuit action claim litigation
    charge indict accuse prosecute
    arrest detain hold custody
    fine penalty punish sanction
    inquiry investigation probe investigate examine look review study
    vote ballot poll election
    law bill act legislation statute
    parliament senate congress assembly chamber house council
    party faction bloc
    win victory triumph beat defeat overcome
    lose loss defeat
    match game final tournament
    agree agreement accord deal pact settle settlement consent
    contract order deal
    plan intend aim want wish mean purpose
    propose suggest recommend offer
    promise pledge vow undertake commit
    ask request demand call urge seek want press
    hope wish
    expect anticipate foresee forecast predict reckon project see
    estimate reckon put
    fear worry afraid concern dread
    warn caution alert
    doubt question sceptical skeptical
    deny dispute reject
    refuse decline balk
    say state tell declare remark
    argue contend maintain insist claim assert hold
    blame fault attribute accuse
    complain criticise criticize
    welcome praise hail applaud cheer
    oppose resist object against objection
    support back favour favor endorse
    allow permit let authorise authorize may enable
    ban forbid bar prohibit outlaw prevent keep
    require need must oblige necessary
    use consume burn
    build construct erect make
    destroy wipe ruin ravage devastate raze
    begin start open launch commence
    end finish close stop cease conclude
    continue go keep stay remain last
    reopen resume restart
    shut close shutdown closure
    delay postpone defer
    move shift relocate transfer
    come arrive reach get
    send ship dispatch deliver supply
    delivery shipment consignment supply
    buy purchase acquire take
    sell sale
    pay payment cost spend fund finance
    repay refund reimburse
    earn make profit gain income
    profit gain earn surplus
    debt loan borrow borrowing credit
    money cash fund
    subsidy aid grant support help
    worth value valued price
    price cost fetch
    cheap cheaper low lower less
    expensive dear dearer costly high higher more
    rise grow increase climb gain jump expand up higher exceed
    fall drop decline shrink decrease slip lose down lower retreat
    double twice
    half halve
    biggest largest top main leading
    smaller minor lesser
    around about roughly approximately some
    country nation state
    government administration cabinet authority ministry official
    city town
    village hamlet settlement
    inhabitant resident people population human person
    consider regard deem view see think
    aim target goal objective
    traveller passenger commuter
    visitor tourist guest
    farmer grower planter producer
    house home dwelling
    road street motorway highway
    rail railway train
    electricity power energy
    gas fuel
    wind breeze
    snow snowfall
    rain rainfall
    heat hot warm
    summer season
    year annual yearly
    month monthly
    midday noon
    night overnight
    currently present now today
    previous former old earlier before
    study survey report research analysis
    scientist researcher author
    team group crew
    union federation association organisation organization body
    firm company business group
    rival competitor opponent
    customer buyer client importer
    seller exporter supplier vendor
    hand surrender submit give furnish
    public known announce disclose reveal publish
    share stock
    stake holding
    bank lender
    rate interest
    board committee panel
    rule regulation law
    watchdog regulator authority
    leak breach disclosure
    data record information
    steal stolen theft take
    theft robbery burglary
    police officer
    suspect accused
    protest demonstration rally march demonstrate
    war conflict fighting
    soldier troop army military
    attack assault raid strike
    ceasefire truce
    border frontier crossing
    refugee migrant asylum
    aid relief help
    mediate mediation broker
    visit trip travel tour fly go
    meet meeting talk summit
    talk negotiation discussion
    animal livestock cattle
    school pupil student
    teacher professor
    book novel
    film movie picture
    prize award
    record high
    danger risk threat hazard
    safe secure
    cause reason lead result trigger
    likely probable probably possible may might could
    unlikely improbable
    vanish disappear gone
    spread advance progress
    retreat recede shrink draw
    raise lift increase hike boost
    bonus premium
    raise pay wage salary
    reject defeat sink fail vote turn
    pass approve adopt clear
    publish release issue report
    announce unveil disclose
    tell inform
    describe call label term
    learn hear find discover
    capacity carry transmit hold
    permit licence license
    duty-free free
    neighbour neighbor
    dispute quarrel row feud spat conflict disagreement wrangle clash standoff fight
    oppose against resist
    overturn reverse undo repeal annul rescind revoke cancel
    display show exhibit
    convert change exchange swap
    curb restriction limit control restrain constraint
    quota ceiling cap limit allowance
    retaliate retaliation countermeasure response respond answer
    levy duty tariff tax surcharge charge toll
    exempt exemption waiver waive spare
    bloc group union side party
    sign signature
    evade dodge avoid circumvent skirt escape
    halt stop suspend freeze pause idle
    lift remove scrap end abolish drop eliminate
    small little low modest slight
    big large huge great sizeable
    similar comparable alike same
    arrangement deal agreement
    rancher farmer breeder
    lorry truck
    shop store outlet retailer
    maker producer manufacturer
    hit affect hurt
    damage harm hurt
    prolong extend lengthen
    proceeds revenue income takings receipt
    find conclude determine rule
    file lodge bring submit
    consumer shopper
    bear shoulder pay
    trader dealer broker
    load cargo freight goods
    insider source person
    resume restart return
    approve endorse back clear
    resolve settle solve
    case dispute complaint
    step move measure opening
    press urge push
    accusation charge allegation claim
    discriminate discrimination discriminatory
    bag sack
    exclude omit
    inflation price
    budget spending
    economy growth gdp
    shortage lack scarcity
    glut surplus excess oversupply
    stockpile inventory stock reserve
    output production
    backlog queue congestion delay
    sanction embargo
    dumping dump
    license permit
    chip semiconductor
    carmaker automaker
    car vehicle automobile auto
    summit meeting
    envoy negotiator delegate
    truce ceasefire
    concession compromise
    deadline date
    deadlock impasse stalemate
    stall falter collapse break
    signal hint indicate suggest
    rebuff reject spurn
    mull consider weigh
    slash cut
    soar surge jump
    plunge slump tumble
    usual normal typical
    global world worldwide
    abroad overseas foreign
    domestic home local
    annual year
    income revenue
    cheaper low
    permanent good forever
    urge tell call
    handle control
    deputy vice
    """.strip().splitlines()
)
