"""Questions of one era, for articles of another: every one of them must be refused there.

They are Parley's own wording. A few names (Airbus, Reagan) occur in articles of both eras; searched by
name, none of the other era's articles answers.
"""

from __future__ import annotations

__all__ = ["QUESTIONS_OF_1987", "QUESTIONS_OF_2018"]

QUESTIONS_OF_2018 = (
    "When was Huawei put on the Entity List?",
    "Why was Meng Wanzhou arrested in Vancouver?",
    "Which three countries signed the USMCA?",
    "What did China promise to buy under the Phase One deal?",
    "When did the ban on sales to ZTE begin?",
    "What did Lighthizer and Mnuchin achieve at the Shanghai talks?",
    "Why did Trump announce tariffs on $300 billion of Chinese goods?",
    "How did Xi Jinping answer the tariffs of July 2018?",
    "What was agreed between Trump and Xi at the G20 in Osaka?",
    "Who led the Chinese delegation when Liu He travelled to Washington?",
    "Why did the Treasury call China a currency manipulator in August 2019?",
    "When did TikTok's owner ByteDance come under review in Washington?",
    "How did Brexit change Britain's tariffs on European cars?",
    "What did the World Trade Organization rule on subsidies to Airbus and Boeing in 2019?",
    "How much did American farmers receive under the Market Facilitation Program?",
    "Which products did the Section 301 list of September 2018 cover?",
    "Why did the Trans-Pacific Partnership go on without the United States?",
    "When did President Biden raise the tariff on Chinese electric vehicles?",
    "What did Jean-Claude Juncker offer Trump on soybeans and gas?",
    "How did the Covid-19 pandemic affect purchases promised to Washington?",
)

QUESTIONS_OF_1987 = (
    "Why did Washington accuse Tokyo of breaking the semiconductor pact?",
    "What did Prime Minister Nakasone offer on his visit to President Reagan?",
    "When did the 100 percent duties on Japanese electronics take effect?",
    "How many cars may Japan ship under its voluntary export restraint?",
    "What did Clayton Yeutter say about Japanese chip prices?",
    "Why did the House adopt the Gephardt amendment?",
    "What did Jacques Delors' Commission threaten over the tax on vegetable oils?",
    "Which finance ministers met for the Louvre accord on exchange rates?",
    "How did Taiwan respond to pressure over its surplus from the Reagan administration?",
    "What did MITI tell Japanese chip makers about cutting output?",
    "When will the Uruguay Round negotiators in Geneva discuss farm subsidies under the GATT?",
    "Why did the European Community and the United States quarrel over maize sales to Spain in 1987?",
    "What did Lloyd Bentsen say about the trade bill in the Senate Finance Committee?",
    "How large was West Germany's trade surplus in February 1987?",
    "Why did Fujitsu drop its bid for Fairchild Semiconductor?",
    "What did Finance Minister Miyazawa say about the dollar in Paris?",
    "Why did Brazil suspend interest payments to its banks?",
    "What did the Soviet Union buy under the subsidised wheat programme of 1987?",
    "Which Japanese company did Congress want to punish over submarine propellers, Toshiba or Kongsberg?",
    "What did Treasury Secretary Baker say about the yen after the Group of Six meeting?",
)
