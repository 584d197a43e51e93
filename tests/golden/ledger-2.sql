BEGIN TRANSACTION;
CREATE TABLE claim_parties (
	seq INTEGER NOT NULL, 
	role TEXT NOT NULL, 
	party_id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	principals INTEGER NOT NULL, 
	PRIMARY KEY (seq, role, party_id), 
	FOREIGN KEY(seq) REFERENCES entries (seq)
)
 STRICT

;
INSERT INTO "claim_parties" VALUES(4,'investor','amazon','equity_investment',2);
INSERT INTO "claim_parties" VALUES(4,'investee','openai','equity_investment',2);
INSERT INTO "claim_parties" VALUES(6,'investor','amazon','equity_investment',2);
INSERT INTO "claim_parties" VALUES(6,'investee','openai','equity_investment',2);
INSERT INTO "claim_parties" VALUES(7,'customer','openai','compute_purchase',2);
INSERT INTO "claim_parties" VALUES(7,'provider','aws','compute_purchase',2);
INSERT INTO "claim_parties" VALUES(12,'investor','amazon','equity_investment',2);
INSERT INTO "claim_parties" VALUES(12,'investee','openai','equity_investment',2);
INSERT INTO "claim_parties" VALUES(13,'customer','openai','compute_purchase',2);
INSERT INTO "claim_parties" VALUES(13,'provider','aws','compute_purchase',2);
INSERT INTO "claim_parties" VALUES(17,'customer','openai','compute_purchase',2);
INSERT INTO "claim_parties" VALUES(17,'provider','oracle','compute_purchase',2);
INSERT INTO "claim_parties" VALUES(18,'investor','nvidia','equity_investment',2);
INSERT INTO "claim_parties" VALUES(18,'investee','openai','equity_investment',2);
INSERT INTO "claim_parties" VALUES(22,'investor','softbank','equity_investment',2);
INSERT INTO "claim_parties" VALUES(22,'investee','openai','equity_investment',2);
INSERT INTO "claim_parties" VALUES(29,'customer','openai','compute_purchase',2);
INSERT INTO "claim_parties" VALUES(29,'provider','aws','compute_purchase',2);
INSERT INTO "claim_parties" VALUES(33,'investor','softbank','equity_investment',2);
INSERT INTO "claim_parties" VALUES(33,'investee','openai','equity_investment',2);
INSERT INTO "claim_parties" VALUES(37,'fact','nvidia','fact',1);
CREATE TABLE claims (
	id TEXT NOT NULL CHECK (length(id) = 32), 
	reading_id TEXT NOT NULL, 
	kind TEXT NOT NULL CHECK (kind in ('deal', 'fact')), 
	record TEXT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(reading_id) REFERENCES readings (id)
)
 STRICT

;
INSERT INTO "claims" VALUES('bdb44bf6dea58dad39bd411b839df0cf','d27c2ad8ba80975a8daa4ef003568ac8','deal','{"amount":{"currency":"USD","high":10000000000,"low":10000000000,"per":"total","qualifier":"about","text":"about $10 billion"},"capacity":[],"closing":null,"conditions":[],"confidence":0.69,"date":"2025-12-16","evidence":[{"end":25,"field":"kind","start":19,"text":"invest"},{"end":6,"field":"parties/0","start":0,"text":"Amazon"},{"end":53,"field":"parties/1","start":47,"text":"OpenAI"},{"end":43,"field":"amount","start":26,"text":"about $10 billion"},{"end":149,"field":"date","start":133,"text":"16 December 2025"},{"end":15,"field":"status","start":7,"text":"in talks"},{"end":101,"field":"amount","start":84,"text":"about $10 billion"},{"end":73,"field":"status","start":65,"text":"in talks"},{"end":120,"field":"source","start":113,"text":"Reuters"}],"exclusive":null,"increase":null,"kind":"equity_investment","parties":[{"id":"amazon","name":"Amazon","role":"investor"},{"id":"openai","name":"OpenAI","role":"investee"}],"percent":null,"products":[],"right":null,"shares":null,"source":"Reuters","stake_percent":null,"status":"in_talks","term":null,"valuation":null}');
INSERT INTO "claims" VALUES('ab51094db340d3c0655ed8a83d71780d','e39131960d83c060c36058e29144ae84','deal','{"amount":{"currency":"USD","high":10000000000,"low":10000000000,"per":"total","qualifier":"about","text":"about $10 billion"},"capacity":[],"closing":null,"conditions":[],"confidence":0.69,"date":"2025-12-16","evidence":[{"end":25,"field":"kind","start":19,"text":"invest"},{"end":6,"field":"parties/0","start":0,"text":"Amazon"},{"end":53,"field":"parties/1","start":47,"text":"OpenAI"},{"end":43,"field":"amount","start":26,"text":"about $10 billion"},{"end":149,"field":"date","start":133,"text":"16 December 2025"},{"end":15,"field":"status","start":7,"text":"in talks"},{"end":101,"field":"amount","start":84,"text":"about $10 billion"},{"end":73,"field":"status","start":65,"text":"in talks"},{"end":120,"field":"source","start":113,"text":"Reuters"}],"exclusive":null,"increase":null,"kind":"equity_investment","parties":[{"id":"amazon","name":"Amazon","role":"investor"},{"id":"openai","name":"OpenAI","role":"investee"}],"percent":null,"products":[],"right":null,"shares":null,"source":"Reuters","stake_percent":null,"status":"in_talks","term":null,"valuation":null}');
INSERT INTO "claims" VALUES('d49d49f2deb0df4dbb046a5c532303f4','e39131960d83c060c36058e29144ae84','deal','{"amount":{"currency":"USD","high":38000000000,"low":38000000000,"per":"total","qualifier":"exact","text":"$38 billion"},"capacity":[],"closing":null,"conditions":[],"confidence":0.73,"date":"2025-11-03","evidence":[{"end":175,"field":"kind","start":167,"text":"contract"},{"end":157,"field":"parties/0","start":151,"text":"OpenAI"},{"end":235,"field":"parties/1","start":216,"text":"Amazon Web Services"},{"end":193,"field":"amount","start":182,"text":"$38 billion"},{"end":210,"field":"term","start":199,"text":"seven years"},{"end":254,"field":"date","start":239,"text":"3 November 2025"},{"end":175,"field":"status","start":167,"text":"contract"}],"exclusive":null,"increase":null,"kind":"compute_purchase","parties":[{"id":"openai","name":"OpenAI","role":"customer"},{"id":"aws","name":"Amazon Web Services","role":"provider"}],"percent":null,"products":[],"right":null,"shares":null,"source":null,"stake_percent":null,"status":"signed","term":{"end":null,"start":null,"years":7},"valuation":null}');
INSERT INTO "claims" VALUES('fe557b15c8e697de77a3a27e9dd95afb','046386d4b615db3f6a7005d0046eda0f','deal','{"amount":{"currency":"USD","high":null,"low":12000000000,"per":"total","qualifier":"at_least","text":"at least $12 billion"},"capacity":[],"closing":null,"conditions":[],"confidence":0.69,"date":"2025-12-16","evidence":[{"end":25,"field":"kind","start":19,"text":"invest"},{"end":6,"field":"parties/0","start":0,"text":"Amazon"},{"end":56,"field":"parties/1","start":50,"text":"OpenAI"},{"end":46,"field":"amount","start":26,"text":"at least $12 billion"},{"end":155,"field":"date","start":139,"text":"16 December 2025"},{"end":15,"field":"status","start":7,"text":"in talks"},{"end":107,"field":"amount","start":87,"text":"at least $12 billion"},{"end":76,"field":"status","start":68,"text":"in talks"},{"end":126,"field":"source","start":119,"text":"Reuters"}],"exclusive":null,"increase":null,"kind":"equity_investment","parties":[{"id":"amazon","name":"Amazon","role":"investor"},{"id":"openai","name":"OpenAI","role":"investee"}],"percent":null,"products":[],"right":null,"shares":null,"source":"Reuters","stake_percent":null,"status":"in_talks","term":null,"valuation":null}');
INSERT INTO "claims" VALUES('e76b9877a57f10b12d0f483baedfd96a','046386d4b615db3f6a7005d0046eda0f','deal','{"amount":{"currency":"USD","high":38000000000,"low":38000000000,"per":"total","qualifier":"exact","text":"$38 billion"},"capacity":[],"closing":null,"conditions":[],"confidence":0.73,"date":"2025-11-03","evidence":[{"end":181,"field":"kind","start":173,"text":"contract"},{"end":163,"field":"parties/0","start":157,"text":"OpenAI"},{"end":241,"field":"parties/1","start":222,"text":"Amazon Web Services"},{"end":199,"field":"amount","start":188,"text":"$38 billion"},{"end":216,"field":"term","start":205,"text":"seven years"},{"end":260,"field":"date","start":245,"text":"3 November 2025"},{"end":181,"field":"status","start":173,"text":"contract"}],"exclusive":null,"increase":null,"kind":"compute_purchase","parties":[{"id":"openai","name":"OpenAI","role":"customer"},{"id":"aws","name":"Amazon Web Services","role":"provider"}],"percent":null,"products":[],"right":null,"shares":null,"source":null,"stake_percent":null,"status":"signed","term":{"end":null,"start":null,"years":7},"valuation":null}');
INSERT INTO "claims" VALUES('bbdfa37d63a44c16c56821dbe57a75f1','9bfdd1c17976a1f68c4cbbac13be931a','deal','{"amount":{"currency":"USD","high":300000000000,"low":300000000000,"per":"total","qualifier":"exact","text":"300 مليار دولار"},"capacity":[],"closing":null,"conditions":[],"confidence":0.73,"date":"2025-09-10","evidence":[{"end":61,"field":"kind","start":56,"text":"عقدًا"},{"end":55,"field":"parties/0","start":44,"text":"أوبن إيه آي"},{"end":71,"field":"parties/1","start":65,"text":"أوراكل"},{"end":93,"field":"amount","start":78,"text":"300 مليار دولار"},{"end":108,"field":"term","start":99,"text":"خمس سنوات"},{"end":126,"field":"date","start":112,"text":"10 سبتمبر 2025"},{"end":61,"field":"status","start":56,"text":"عقدًا"}],"exclusive":null,"increase":null,"kind":"compute_purchase","parties":[{"id":"openai","name":"أوبن إيه آي","role":"customer"},{"id":"oracle","name":"أوراكل","role":"provider"}],"percent":null,"products":[],"right":null,"shares":null,"source":null,"stake_percent":null,"status":"signed","term":{"end":null,"start":null,"years":5},"valuation":null}');
INSERT INTO "claims" VALUES('8ef53b98b604ad7065b6bfd704ca0790','9bfdd1c17976a1f68c4cbbac13be931a','deal','{"amount":{"currency":"USD","high":100000000000,"low":null,"per":"total","qualifier":"up_to","text":"ما يصل إلى 100 مليار دولار"},"capacity":[],"closing":null,"conditions":[],"confidence":0.65,"date":null,"evidence":[{"end":154,"field":"kind","start":147,"text":"ستستثمر"},{"end":141,"field":"parties/0","start":134,"text":"إنفيديا"},{"end":196,"field":"parties/1","start":185,"text":"أوبن إيه آي"},{"end":181,"field":"amount","start":155,"text":"ما يصل إلى 100 مليار دولار"},{"end":133,"field":"status","start":128,"text":"أعلنت"}],"exclusive":null,"increase":null,"kind":"equity_investment","parties":[{"id":"nvidia","name":"إنفيديا","role":"investor"},{"id":"openai","name":"أوبن إيه آي","role":"investee"}],"percent":null,"products":[],"right":null,"shares":null,"source":null,"stake_percent":null,"status":"announced","term":null,"valuation":null}');
INSERT INTO "claims" VALUES('fde9343babaf9efabfa34703eb9ecb2c','109e3a2496649715a1c9a003d87b0acd','deal','{"amount":{"currency":"USD","high":30000000000,"low":30000000000,"per":"total","qualifier":"exact","text":"$30 billion"},"capacity":[],"closing":null,"conditions":[],"confidence":0.52,"date":"2025-12-26","evidence":[{"end":17,"field":"kind","start":9,"text":"invested"},{"end":8,"field":"parties/0","start":0,"text":"SoftBank"},{"end":39,"field":"parties/1","start":33,"text":"OpenAI"},{"end":29,"field":"amount","start":18,"text":"$30 billion"},{"end":59,"field":"date","start":43,"text":"26 December 2025"},{"end":17,"field":"status","start":9,"text":"invested"},{"end":77,"field":"source","start":61,"text":"the company said"}],"exclusive":null,"increase":null,"kind":"equity_investment","parties":[{"id":"softbank","name":"SoftBank","role":"investor"},{"id":"openai","name":"OpenAI","role":"investee"}],"percent":null,"products":[],"right":null,"shares":null,"source":"company statement","stake_percent":null,"status":"completed","term":null,"valuation":null}');
INSERT INTO "claims" VALUES('b73696026592e369a3fd4e0a5e48e3d3','4c91e2a86e2bc915789a544c4d964491','deal','{"amount":{"currency":"USD","high":38000000000,"low":38000000000,"per":"total","qualifier":"exact","text":"$38 billion"},"capacity":[],"closing":null,"conditions":[],"confidence":0.9,"date":"2025-11-03","evidence":[{"end":75,"field":"kind","start":0,"text":"On 3 November 2025 OpenAI signed with AWS for $38 billion over seven years."},{"end":75,"field":"status","start":0,"text":"On 3 November 2025 OpenAI signed with AWS for $38 billion over seven years."},{"end":25,"field":"parties/0","start":19,"text":"OpenAI"},{"end":41,"field":"parties/1","start":38,"text":"AWS"},{"end":57,"field":"amount","start":46,"text":"$38 billion"},{"end":74,"field":"term/years","start":63,"text":"seven years"},{"end":18,"field":"date","start":3,"text":"3 November 2025"}],"exclusive":null,"increase":null,"kind":"compute_purchase","parties":[{"id":"openai","name":"OpenAI","role":"customer"},{"id":"aws","name":"AWS","role":"provider"}],"percent":null,"products":[],"right":null,"shares":null,"source":null,"stake_percent":null,"status":"signed","term":{"end":null,"start":null,"years":7},"valuation":null}');
INSERT INTO "claims" VALUES('9bc2b95bef9e63b0e939db4bf302c389','225f90e0e96e1d9de66e4a3329ca051e','deal','{"amount":{"currency":"USD","high":22500000000,"low":22500000000,"per":"total","qualifier":"exact","text":"$22.5 billion"},"capacity":[],"closing":null,"conditions":[],"confidence":0.9,"date":"2025-12-26","evidence":[{"end":63,"field":"kind","start":0,"text":"By 26 December 2025 SoftBank had put $22.5 billion into OpenAI."},{"end":63,"field":"status","start":0,"text":"By 26 December 2025 SoftBank had put $22.5 billion into OpenAI."},{"end":28,"field":"parties/0","start":20,"text":"SoftBank"},{"end":62,"field":"parties/1","start":56,"text":"OpenAI"},{"end":50,"field":"amount","start":37,"text":"$22.5 billion"},{"end":19,"field":"date","start":3,"text":"26 December 2025"}],"exclusive":null,"increase":null,"kind":"equity_investment","parties":[{"id":"softbank","name":"SoftBank","role":"investor"},{"id":"openai","name":"OpenAI","role":"investee"}],"percent":null,"products":[],"right":null,"shares":null,"source":null,"stake_percent":null,"status":"completed","term":null,"valuation":null}');
INSERT INTO "claims" VALUES('28f44a5a1d7366f4d186ac331c7aa374','896655667bf32533ee2c9a7787d0f7cd','fact','{"amount":{"currency":"USD","high":57000000000,"low":57000000000,"per":"total","qualifier":"exact","text":"$57 billion"},"evidence":[{"end":63,"field":"metric","start":0,"text":"Nvidia had revenue of $57 billion in the third quarter of 2025."},{"end":63,"field":"status","start":0,"text":"Nvidia had revenue of $57 billion in the third quarter of 2025."},{"end":6,"field":"party","start":0,"text":"Nvidia"},{"end":33,"field":"amount","start":22,"text":"$57 billion"},{"end":62,"field":"period","start":41,"text":"third quarter of 2025"}],"metric":"revenue","of":null,"party":{"id":"nvidia","name":"Nvidia"},"percent":null,"period":"2025-Q3","status":"completed"}');
CREATE TABLE documents (
	id TEXT NOT NULL CHECK (length(id) = 64), 
	text TEXT NOT NULL, 
	PRIMARY KEY (id)
)
 STRICT

;
INSERT INTO "documents" VALUES('8768cccb73a426a325156058820f48358b22f83714146c881ecdaba648c3469e','Amazon in talks to invest about $10 billion in OpenAI

Amazon is in talks to invest about $10 billion in OpenAI, Reuters reported on 16 December 2025.
OpenAI signed a contract worth $38 billion over seven years with Amazon Web Services on 3 November 2025.
');
INSERT INTO "documents" VALUES('f2c046c72656e1dadcf3f89f6d5d9093fac5966d8a91d1e8bfa58463e2b4d3d0','Amazon in talks to invest at least $12 billion in OpenAI

Amazon is in talks to invest at least $12 billion in OpenAI, Reuters reported on 16 December 2025.
OpenAI signed a contract worth $38 billion over seven years with Amazon Web Services on 3 November 2025.
');
INSERT INTO "documents" VALUES('506cb0c1794cab55d7463b82dd6251eb70ff98e278b82d2f8f9b65ca2193b380','أوبن إيه آي توقع عقدًا مع أوراكل

وقعت شركة أوبن إيه آي عقدًا مع أوراكل بقيمة 300 مليار دولار لمدة خمس سنوات في 10 سبتمبر 2025.
أعلنت إنفيديا أنها ستستثمر ما يصل إلى 100 مليار دولار في أوبن إيه آي.
');
INSERT INTO "documents" VALUES('15d39b4439bec16a215de917419d96ee3d0e002eb4130c93e9818d501fbe2fea','SoftBank invested $30 billion in OpenAI on 26 December 2025, the company said.
');
INSERT INTO "documents" VALUES('d061586bdd708a1798aa60ddf5ee2da3deb38cc5411d368f325d1022c65e7759','On 3 November 2025 OpenAI signed with AWS for $38 billion over seven years.');
INSERT INTO "documents" VALUES('393abc659e4fbe57bccdaad998f6bc819beb936f847fa49952ad9aabb54271bc','By 26 December 2025 SoftBank had put $22.5 billion into OpenAI.');
INSERT INTO "documents" VALUES('823b995a66b6ea65a4e4fbd9338f02c0ce0a8cf0db155970611a1a7b665523fe','Nvidia had revenue of $57 billion in the third quarter of 2025.');
CREATE TABLE entries (
	seq INTEGER NOT NULL, 
	recorded TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	payload_id TEXT NOT NULL, 
	payload_hash TEXT NOT NULL CHECK (length(payload_hash) = 64), 
	previous TEXT NOT NULL CHECK (length(previous) = 64), 
	head TEXT NOT NULL CHECK (length(head) = 64), 
	PRIMARY KEY (seq)
)
 STRICT

;
INSERT INTO "entries" VALUES(1,'2026-01-05T09:00:00.000000Z','document','8768cccb73a426a325156058820f48358b22f83714146c881ecdaba648c3469e','3dd2e65a728c17384d7bd2b5e8b600cdd1f4dac0e99f632d71f0efa8dbd5dc39','0000000000000000000000000000000000000000000000000000000000000000','43ffeba9b987e7896df5fe45ed63e619139fe763f22328d8db4125b9ecbda100');
INSERT INTO "entries" VALUES(2,'2026-01-05T09:00:00.000000Z','sighting','52950aec98574609c0ac796c55858c1e','56c48f278b0e5797fae1c4f3998a680ea6502243c5d7103d97bf44198d6b4101','43ffeba9b987e7896df5fe45ed63e619139fe763f22328d8db4125b9ecbda100','3e175a5991ddec39bea6b1aa5d32b2b16eccb2195899befa37a6e4aaa931ca24');
INSERT INTO "entries" VALUES(3,'2026-01-05T09:00:00.000000Z','reading','d27c2ad8ba80975a8daa4ef003568ac8','44dde5b1fd9ca4af61ab4a2a5003d4d20a4d636c5625332bac4fffb1517520ab','3e175a5991ddec39bea6b1aa5d32b2b16eccb2195899befa37a6e4aaa931ca24','9e9628875df0d2c49e82af8d43ca82ba1ba5446ebf56aa94b1760b82c8ff4d27');
INSERT INTO "entries" VALUES(4,'2026-01-05T09:00:00.000000Z','claim','bdb44bf6dea58dad39bd411b839df0cf','aeff306c8154594e13e3888560af20ac1b57a7b3986d7625dc603725544cde02','9e9628875df0d2c49e82af8d43ca82ba1ba5446ebf56aa94b1760b82c8ff4d27','ec0865152fcfc6324d805b23d76cc01898f52797f25cedf60630252511775002');
INSERT INTO "entries" VALUES(5,'2026-01-05T09:01:00.000000Z','reading','e39131960d83c060c36058e29144ae84','8dc4df01260041f9426d6f07788fb88179013cf2cce1e90ff3a8d2cb954799ca','ec0865152fcfc6324d805b23d76cc01898f52797f25cedf60630252511775002','0db6ccf1289940fccfbb3831a1bf6a49405c57bd1dc65f9cac38de41d56da273');
INSERT INTO "entries" VALUES(6,'2026-01-05T09:01:00.000000Z','claim','ab51094db340d3c0655ed8a83d71780d','1634a875d0cd473aa4e2aa433ba4e29ee48da0b8ed90b0c9a4e4d5fa3eee001e','0db6ccf1289940fccfbb3831a1bf6a49405c57bd1dc65f9cac38de41d56da273','0c113b148e0af7ce965395d945b59ee66b9af65db281df2547f1c93eda86ff94');
INSERT INTO "entries" VALUES(7,'2026-01-05T09:01:00.000000Z','claim','d49d49f2deb0df4dbb046a5c532303f4','579c568d6984c66e0e2899c59752379be9aa686a39182f8c0223f5e76c608740','0c113b148e0af7ce965395d945b59ee66b9af65db281df2547f1c93eda86ff94','7806381fede1b9a07bf1eeb9d4ce18ffc48182aa5a5b0c33fd472543507a6285');
INSERT INTO "entries" VALUES(8,'2026-01-05T09:01:00.000000Z','judgement','b2f5386d338bc3ab42eb2c9fff59a18e','e6f08236059bf314c76e2c4fdad9c843194fddd7427160562677f0cdfe8ccbb0','7806381fede1b9a07bf1eeb9d4ce18ffc48182aa5a5b0c33fd472543507a6285','ff00515f15fd1f27886c772ffff2ddeb8472365ca839c600d5b7a59a9e2c0c6a');
INSERT INTO "entries" VALUES(9,'2026-01-05T09:02:00.000000Z','document','f2c046c72656e1dadcf3f89f6d5d9093fac5966d8a91d1e8bfa58463e2b4d3d0','83499f613176e7121236b34dfda404fcd4e18409fabd925282a90ee5c1e2119f','ff00515f15fd1f27886c772ffff2ddeb8472365ca839c600d5b7a59a9e2c0c6a','761f9cf3191a75b75880dfd699f6ece88a7b6ecc82a692a8132249bc30baf2ab');
INSERT INTO "entries" VALUES(10,'2026-01-05T09:02:00.000000Z','sighting','a6d4f356eb2084dcadc0020454984ab9','7daa4c87ed2b3208a32ee864a3c71e4f8f579ca93688fdb5b917845356917a11','761f9cf3191a75b75880dfd699f6ece88a7b6ecc82a692a8132249bc30baf2ab','50d5803d7d5dd7f10d26afa173be4b77b98639d3c7e0c173a95cc7de2b9dca38');
INSERT INTO "entries" VALUES(11,'2026-01-05T09:02:00.000000Z','reading','046386d4b615db3f6a7005d0046eda0f','e3b785701a4a69a38c10b964be7664eaa7889dd00fcdf135a1cb19a19af11db9','50d5803d7d5dd7f10d26afa173be4b77b98639d3c7e0c173a95cc7de2b9dca38','71e78aaa878bddc5f4408dd160a0620c7b6db3d8915fe87183b4550885f33c0e');
INSERT INTO "entries" VALUES(12,'2026-01-05T09:02:00.000000Z','claim','fe557b15c8e697de77a3a27e9dd95afb','79945cdaab9a422104880f9d961b37b1209e74c42f6af6006041492bb380f156','71e78aaa878bddc5f4408dd160a0620c7b6db3d8915fe87183b4550885f33c0e','367423b8bda762fd942946a89a8e7235bd1373e1ed74f8bb413eefec6f7e3a1a');
INSERT INTO "entries" VALUES(13,'2026-01-05T09:02:00.000000Z','claim','e76b9877a57f10b12d0f483baedfd96a','0365fece7fdfdb840b903f7576c6216be1120f8f1191fa66ede958f3acb4053b','367423b8bda762fd942946a89a8e7235bd1373e1ed74f8bb413eefec6f7e3a1a','6fd467f3fb5e1cba8e7a63c0f8836ce1ac3078c2fc36183b3f21c18a46bd66bd');
INSERT INTO "entries" VALUES(14,'2026-01-05T09:03:00.000000Z','document','506cb0c1794cab55d7463b82dd6251eb70ff98e278b82d2f8f9b65ca2193b380','5502c5c5f30dcd03d88d9f8678dc34fe39baf33c701002a3a3bd0cdc5f3ff405','6fd467f3fb5e1cba8e7a63c0f8836ce1ac3078c2fc36183b3f21c18a46bd66bd','ecc3ad94e84fbe15e4cf2ee128586137e6bbf4da18a3f41974100a1db6698f03');
INSERT INTO "entries" VALUES(15,'2026-01-05T09:03:00.000000Z','sighting','c50ffb681a87e679d33315b2d01299c4','010d263ab92091a393ca8869c8c40ca1d1d8a7096d0cc31b5a34070fee0767f2','ecc3ad94e84fbe15e4cf2ee128586137e6bbf4da18a3f41974100a1db6698f03','3bc4d4afb655f5352b72189d7cbbc7c336bfdec873f4ace6ff4aa146825d5981');
INSERT INTO "entries" VALUES(16,'2026-01-05T09:03:00.000000Z','reading','9bfdd1c17976a1f68c4cbbac13be931a','6699d32f70841062de3d45fbdaa0d240eee0631d5921ccb17f5ff5dd8685a882','3bc4d4afb655f5352b72189d7cbbc7c336bfdec873f4ace6ff4aa146825d5981','b85d76ac2d5c815ecad7d648f173ce5a9e6cd8556b487be032b2c4e09a5355bf');
INSERT INTO "entries" VALUES(17,'2026-01-05T09:03:00.000000Z','claim','bbdfa37d63a44c16c56821dbe57a75f1','d817f3abd7700b56556070b4345167c15429bffd2c3d93b1c73a21d7d7f8db25','b85d76ac2d5c815ecad7d648f173ce5a9e6cd8556b487be032b2c4e09a5355bf','04ba671224461c65397c3d5588707fdeece7bfefa012970079f0fc29218dd524');
INSERT INTO "entries" VALUES(18,'2026-01-05T09:03:00.000000Z','claim','8ef53b98b604ad7065b6bfd704ca0790','805d380562b78467cff76a6351a5405c68a60acc13cc3e07a2a629145f28e581','04ba671224461c65397c3d5588707fdeece7bfefa012970079f0fc29218dd524','0687e095e03cd8de520e60068359d2d4c0e8b4d139e325d0bdd24615c759615a');
INSERT INTO "entries" VALUES(19,'2026-01-05T09:04:00.000000Z','document','15d39b4439bec16a215de917419d96ee3d0e002eb4130c93e9818d501fbe2fea','bc0465ee8fbcc113d3ea1ebad3778275e868e2c18107c53946c5ac863e8a4651','0687e095e03cd8de520e60068359d2d4c0e8b4d139e325d0bdd24615c759615a','b6ff36b89233a5c09503e4267a87e096d06b7363fefa7361d35b5fe6f17c187e');
INSERT INTO "entries" VALUES(20,'2026-01-05T09:04:00.000000Z','sighting','3587f8eb68590a28472f60a93fa8cfc2','61327ffcbfe2bf48c8e38aac70b9f1a287ca36ef6de814802eca90414452c186','b6ff36b89233a5c09503e4267a87e096d06b7363fefa7361d35b5fe6f17c187e','e305f1029bc2c9b7025a5a3e30b5082597cc139bf5d1c418bb52cede19d10a0f');
INSERT INTO "entries" VALUES(21,'2026-01-05T09:04:00.000000Z','reading','109e3a2496649715a1c9a003d87b0acd','bbbf1e81bcf135ef6f956396906105eba5744990f22bff1a679641573ffddd32','e305f1029bc2c9b7025a5a3e30b5082597cc139bf5d1c418bb52cede19d10a0f','386cf0675dda06f6a6016385bea09a5312a7d7bdf0c0a5b8b5283999e003b29c');
INSERT INTO "entries" VALUES(22,'2026-01-05T09:04:00.000000Z','claim','fde9343babaf9efabfa34703eb9ecb2c','c70875f430130ea451be3f8e69910565a7d305610c9025f55e9186cbf9a76e20','386cf0675dda06f6a6016385bea09a5312a7d7bdf0c0a5b8b5283999e003b29c','d6c3ff9f9d4bb2498a2312ed175335899c3bf4a56e8aabbce4d13ecda6d35e09');
INSERT INTO "entries" VALUES(23,'2026-01-05T09:05:00.000000Z','sighting','1dbb93ab715a14b9546928fbb41b512c','72388d60c8d1e044b31cf0203dfc7a4f1f976e5af0be37ded9d1760a3c5b9a54','d6c3ff9f9d4bb2498a2312ed175335899c3bf4a56e8aabbce4d13ecda6d35e09','54db1dc810cc1fc430df9576bb0515d88cdbaafcf382d57108cce1ab27567141');
INSERT INTO "entries" VALUES(24,'2026-01-05T09:06:00.000000Z','judgement','165e29e2f5d4cdfba122798b3193ac1d','14fa640b475fbc0b77774268473d2048fd13473a0acd0023c8476ebf6fc3822d','54db1dc810cc1fc430df9576bb0515d88cdbaafcf382d57108cce1ab27567141','5ca0b47ac1d4819a138a438405348ad3453f871b4887167ee7a0d60dd4c06feb');
INSERT INTO "entries" VALUES(25,'2026-01-05T09:07:00.000000Z','judgement','94e43e377068763ec15c82d567f57e70','e63ef2667e53d1aa411bc02d852f483c6227d4eb8b86c8449cf01101de295269','5ca0b47ac1d4819a138a438405348ad3453f871b4887167ee7a0d60dd4c06feb','52ad317a3809db78ca8795b7a538197f0ac295a059f055f99c57a62ab6820605');
INSERT INTO "entries" VALUES(26,'2026-01-05T09:08:00.000000Z','document','d061586bdd708a1798aa60ddf5ee2da3deb38cc5411d368f325d1022c65e7759','edee5c4ec534fbd090fbd5cc8f6ef93ef2d5e4f6823884a7d038124f095e3b9a','52ad317a3809db78ca8795b7a538197f0ac295a059f055f99c57a62ab6820605','b5583011610d10814907636c8aff0454823a44de73a3d5d5c5a8b5c99d435199');
INSERT INTO "entries" VALUES(27,'2026-01-05T09:08:00.000000Z','sighting','dc3cdcfddfde27e4165002e9d1306f09','7c9d12450143824714bc5ff5c5d87e0df840cf4938b5686000c2135c511f4f6f','b5583011610d10814907636c8aff0454823a44de73a3d5d5c5a8b5c99d435199','26d39a810c7161d4e785d0c52619651fdee26d61e4bbb216bce8b38e8f3a6c9d');
INSERT INTO "entries" VALUES(28,'2026-01-05T09:08:00.000000Z','reading','4c91e2a86e2bc915789a544c4d964491','316b07349ffe7cc59e49254ff79660432ffff56144a056e6b46ab0fb610723bf','26d39a810c7161d4e785d0c52619651fdee26d61e4bbb216bce8b38e8f3a6c9d','e7499976f4d76455d5f2477b634c100d74be2b8d8776e52e7f3b9edf4933bcad');
INSERT INTO "entries" VALUES(29,'2026-01-05T09:08:00.000000Z','claim','b73696026592e369a3fd4e0a5e48e3d3','cefe3b3c6fa5d58e87fe5825c83ca9684ce9b146a9a29add46b80ab33692983d','e7499976f4d76455d5f2477b634c100d74be2b8d8776e52e7f3b9edf4933bcad','1a6bc803371d5020c0c5dd791930373b8a624fa4e6824fc5bdf6b4fffd911285');
INSERT INTO "entries" VALUES(30,'2026-01-05T09:08:00.000000Z','document','393abc659e4fbe57bccdaad998f6bc819beb936f847fa49952ad9aabb54271bc','edfe0bd64378f8fe8ecf3bfb38671a0a56fc7a0dd141dfb0551641868dbd58c5','1a6bc803371d5020c0c5dd791930373b8a624fa4e6824fc5bdf6b4fffd911285','da72cf8dfe4bfdc1da78b8dc7605b9e39ef90a1eb4b361642d89f72410fa783b');
INSERT INTO "entries" VALUES(31,'2026-01-05T09:08:00.000000Z','sighting','18e59fd43406f50374bf2b96f308bf85','bf75b680ec5ccac6ba0cb836dcb4b489f8a56490707d5c512d0195f9385c15a4','da72cf8dfe4bfdc1da78b8dc7605b9e39ef90a1eb4b361642d89f72410fa783b','ba305c75971e4d6acc9a6a114eb37ac554802290dbe78c116ad5d85ecdd1ff77');
INSERT INTO "entries" VALUES(32,'2026-01-05T09:08:00.000000Z','reading','225f90e0e96e1d9de66e4a3329ca051e','3db0e1ce532c0f537870763c06fef737f304e58bc43300c911f7fce073b4ef94','ba305c75971e4d6acc9a6a114eb37ac554802290dbe78c116ad5d85ecdd1ff77','5f507735beb9db73e9a96cd17253696e2b3bad064109d4e8c40bd54346969d82');
INSERT INTO "entries" VALUES(33,'2026-01-05T09:08:00.000000Z','claim','9bc2b95bef9e63b0e939db4bf302c389','8ff3f7a127a87fd66b9713125aedac83a46eb5770bd41fdc2ab94cd7c49ba9be','5f507735beb9db73e9a96cd17253696e2b3bad064109d4e8c40bd54346969d82','54b6c4a04549e0e6a6ca99902fd2c48811a4a0254b83d90de3e931203731d28f');
INSERT INTO "entries" VALUES(34,'2026-01-05T09:09:00.000000Z','document','823b995a66b6ea65a4e4fbd9338f02c0ce0a8cf0db155970611a1a7b665523fe','a5402d1c602bfdb5d79720a0aa4de1522a8658c88a40d965b386cdac9e1e9bce','54b6c4a04549e0e6a6ca99902fd2c48811a4a0254b83d90de3e931203731d28f','510cee400712c0e6499babb093f56eb1de793d5105b36ca449e4e058007a72cb');
INSERT INTO "entries" VALUES(35,'2026-01-05T09:09:00.000000Z','sighting','42fe9654e9f18ae30fe29f95671e494a','6037f13c12bd8514e1ac44b8a3621dc3b9c3f2d9bd3bbf44468acda1859f1f61','510cee400712c0e6499babb093f56eb1de793d5105b36ca449e4e058007a72cb','3d9127cd47c4e7b0166e7ac7b66faa75e1726dad8beb448a409edb6ebf17aa41');
INSERT INTO "entries" VALUES(36,'2026-01-05T09:09:00.000000Z','reading','896655667bf32533ee2c9a7787d0f7cd','30531a8356febc66af77cc24295b3a767298aed9f0699dfdb5f5d25b80972977','3d9127cd47c4e7b0166e7ac7b66faa75e1726dad8beb448a409edb6ebf17aa41','49f854af9ae4d32c28909fa3cfbe7e227d2b4451188946eedd01253f6e5a67c2');
INSERT INTO "entries" VALUES(37,'2026-01-05T09:09:00.000000Z','claim','28f44a5a1d7366f4d186ac331c7aa374','494371918723c276a92e4ad0d49d13703afac886b719391d90497d85e6590f47','49f854af9ae4d32c28909fa3cfbe7e227d2b4451188946eedd01253f6e5a67c2','56f3391c24e63925806c72bab7701e0e9263943fafa8738b5471faaecb51e85e');
CREATE TABLE judgements (
	id TEXT NOT NULL CHECK (length(id) = 32), 
	kind TEXT NOT NULL, 
	record TEXT NOT NULL, 
	PRIMARY KEY (id)
)
 STRICT

;
INSERT INTO "judgements" VALUES('b2f5386d338bc3ab42eb2c9fff59a18e','reading replaced','{"document":"8768cccb73a426a325156058820f48358b22f83714146c881ecdaba648c3469e","new":"4","old":"2","reader":"grammar"}');
INSERT INTO "judgements" VALUES('165e29e2f5d4cdfba122798b3193ac1d','retracted','{"claim":"fde9343babaf9efabfa34703eb9ecb2c","holds":false,"replaces":null}');
INSERT INTO "judgements" VALUES('94e43e377068763ec15c82d567f57e70','sameness','{"left":"softbank","replaces":null,"right":"softbank-group","same":true}');
CREATE TABLE ledger (
	format INTEGER NOT NULL, 
	PRIMARY KEY (format)
)
 STRICT

;
INSERT INTO "ledger" VALUES(2);
CREATE TABLE readings (
	id TEXT NOT NULL CHECK (length(id) = 32), 
	document_id TEXT NOT NULL, 
	reader TEXT NOT NULL CHECK (reader <> ''), 
	version TEXT NOT NULL CHECK (version <> ''), 
	notices TEXT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(document_id) REFERENCES documents (id)
)
 STRICT

;
INSERT INTO "readings" VALUES('d27c2ad8ba80975a8daa4ef003568ac8','8768cccb73a426a325156058820f48358b22f83714146c881ecdaba648c3469e','grammar','2','[]');
INSERT INTO "readings" VALUES('e39131960d83c060c36058e29144ae84','8768cccb73a426a325156058820f48358b22f83714146c881ecdaba648c3469e','grammar','4','[]');
INSERT INTO "readings" VALUES('046386d4b615db3f6a7005d0046eda0f','f2c046c72656e1dadcf3f89f6d5d9093fac5966d8a91d1e8bfa58463e2b4d3d0','grammar','4','[]');
INSERT INTO "readings" VALUES('9bfdd1c17976a1f68c4cbbac13be931a','506cb0c1794cab55d7463b82dd6251eb70ff98e278b82d2f8f9b65ca2193b380','grammar','4','[]');
INSERT INTO "readings" VALUES('109e3a2496649715a1c9a003d87b0acd','15d39b4439bec16a215de917419d96ee3d0e002eb4130c93e9818d501fbe2fea','grammar','4','[]');
INSERT INTO "readings" VALUES('4c91e2a86e2bc915789a544c4d964491','d061586bdd708a1798aa60ddf5ee2da3deb38cc5411d368f325d1022c65e7759','retold','1','[]');
INSERT INTO "readings" VALUES('225f90e0e96e1d9de66e4a3329ca051e','393abc659e4fbe57bccdaad998f6bc819beb936f847fa49952ad9aabb54271bc','retold','1','[]');
INSERT INTO "readings" VALUES('896655667bf32533ee2c9a7787d0f7cd','823b995a66b6ea65a4e4fbd9338f02c0ce0a8cf0db155970611a1a7b665523fe','retold','1','[]');
CREATE TABLE sighting_pages (
	seq INTEGER NOT NULL, 
	page TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	FOREIGN KEY(seq) REFERENCES entries (seq)
)
 STRICT

;
INSERT INTO "sighting_pages" VALUES(2,'example.org/talks');
INSERT INTO "sighting_pages" VALUES(10,'example.org/talks');
CREATE TABLE sightings (
	id TEXT NOT NULL CHECK (length(id) = 32), 
	document_id TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	language TEXT NOT NULL, 
	title TEXT, 
	url TEXT, 
	publisher TEXT, 
	published TEXT, 
	known TEXT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(document_id) REFERENCES documents (id)
)
 STRICT

;
INSERT INTO "sightings" VALUES('52950aec98574609c0ac796c55858c1e','8768cccb73a426a325156058820f48358b22f83714146c881ecdaba648c3469e','article','en','Amazon in talks to invest about $10 billion in OpenAI','https://example.org/talks','Example News','2025-12-17','2025-12-17');
INSERT INTO "sightings" VALUES('a6d4f356eb2084dcadc0020454984ab9','f2c046c72656e1dadcf3f89f6d5d9093fac5966d8a91d1e8bfa58463e2b4d3d0','article','en','Amazon in talks to invest at least $12 billion in OpenAI','https://example.org/talks','Example News','2025-12-19','2025-12-19');
INSERT INTO "sightings" VALUES('c50ffb681a87e679d33315b2d01299c4','506cb0c1794cab55d7463b82dd6251eb70ff98e278b82d2f8f9b65ca2193b380','article','ar','أوبن إيه آي توقع عقدًا مع أوراكل',NULL,'Example Arabic',NULL,'2026-01-05');
INSERT INTO "sightings" VALUES('3587f8eb68590a28472f60a93fa8cfc2','15d39b4439bec16a215de917419d96ee3d0e002eb4130c93e9818d501fbe2fea','article','en',NULL,NULL,NULL,'2025-12-27','2025-12-27');
INSERT INTO "sightings" VALUES('1dbb93ab715a14b9546928fbb41b512c','506cb0c1794cab55d7463b82dd6251eb70ff98e278b82d2f8f9b65ca2193b380','article','ar','أوبن إيه آي توقع عقدًا مع أوراكل',NULL,'Another Paper','2025-09-12','2025-09-12');
INSERT INTO "sightings" VALUES('dc3cdcfddfde27e4165002e9d1306f09','d061586bdd708a1798aa60ddf5ee2da3deb38cc5411d368f325d1022c65e7759','retold','en',NULL,'https://example.org/aws','Example News','2025-11-04','2025-11-04');
INSERT INTO "sightings" VALUES('18e59fd43406f50374bf2b96f308bf85','393abc659e4fbe57bccdaad998f6bc819beb936f847fa49952ad9aabb54271bc','retold','en',NULL,'https://example.org/softbank','Example News','2025-12-30','2025-12-31');
INSERT INTO "sightings" VALUES('42fe9654e9f18ae30fe29f95671e494a','823b995a66b6ea65a4e4fbd9338f02c0ce0a8cf0db155970611a1a7b665523fe','retold','en',NULL,'https://example.org/nvidia','Example News','2025-11-19','2025-11-19');
CREATE INDEX ix_judgements_kind ON judgements (kind);
CREATE INDEX ix_entries_payload_id ON entries (payload_id);
CREATE INDEX ix_sightings_document_id ON sightings (document_id);
CREATE INDEX ix_readings_document_id ON readings (document_id);
CREATE INDEX ix_claim_parties_party ON claim_parties (party_id, kind);
CREATE INDEX ix_sighting_pages_page ON sighting_pages (page);
CREATE INDEX ix_claims_reading_id ON claims (reading_id);
CREATE TRIGGER documents_no_update BEFORE UPDATE ON documents BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER documents_no_delete BEFORE DELETE ON documents BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER documents_no_replace BEFORE INSERT ON documents WHEN EXISTS (SELECT 1 FROM documents WHERE id = NEW.id) OR NEW.rowid > 0 AND EXISTS (SELECT 1 FROM documents WHERE rowid = NEW.rowid) BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER entries_no_update BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER entries_no_delete BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER entries_no_replace BEFORE INSERT ON entries WHEN EXISTS (SELECT 1 FROM entries WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER judgements_no_update BEFORE UPDATE ON judgements BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER judgements_no_delete BEFORE DELETE ON judgements BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER judgements_no_replace BEFORE INSERT ON judgements WHEN EXISTS (SELECT 1 FROM judgements WHERE id = NEW.id) OR NEW.rowid > 0 AND EXISTS (SELECT 1 FROM judgements WHERE rowid = NEW.rowid) BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER ledger_no_update BEFORE UPDATE ON ledger BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER ledger_no_delete BEFORE DELETE ON ledger BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER ledger_no_replace BEFORE INSERT ON ledger WHEN EXISTS (SELECT 1 FROM ledger WHERE format = NEW.format) BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER claim_parties_no_update BEFORE UPDATE ON claim_parties BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER claim_parties_no_delete BEFORE DELETE ON claim_parties BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER readings_no_update BEFORE UPDATE ON readings BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER readings_no_delete BEFORE DELETE ON readings BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER readings_no_replace BEFORE INSERT ON readings WHEN EXISTS (SELECT 1 FROM readings WHERE id = NEW.id) OR NEW.rowid > 0 AND EXISTS (SELECT 1 FROM readings WHERE rowid = NEW.rowid) BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER sighting_pages_no_update BEFORE UPDATE ON sighting_pages BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER sighting_pages_no_delete BEFORE DELETE ON sighting_pages BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER sightings_no_update BEFORE UPDATE ON sightings BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER sightings_no_delete BEFORE DELETE ON sightings BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER sightings_no_replace BEFORE INSERT ON sightings WHEN EXISTS (SELECT 1 FROM sightings WHERE id = NEW.id) OR NEW.rowid > 0 AND EXISTS (SELECT 1 FROM sightings WHERE rowid = NEW.rowid) BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER claims_no_update BEFORE UPDATE ON claims BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER claims_no_delete BEFORE DELETE ON claims BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER claims_no_replace BEFORE INSERT ON claims WHEN EXISTS (SELECT 1 FROM claims WHERE id = NEW.id) OR NEW.rowid > 0 AND EXISTS (SELECT 1 FROM claims WHERE rowid = NEW.rowid) BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
COMMIT;
