BEGIN TRANSACTION;
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
INSERT INTO "claims" VALUES('692f3f4df0857200dc208540cc8436e6','38460dfcb304ddad4c14efb5417f2d1e','deal','{"amount":{"currency":"USD","high":10000000000,"low":10000000000,"per":"total","qualifier":"about","text":"about $10 billion"},"capacity":[],"closing":null,"conditions":[],"confidence":0.69,"date":"2025-12-16","evidence":[{"end":25,"field":"kind","start":19,"text":"invest"},{"end":6,"field":"parties/0","start":0,"text":"Amazon"},{"end":53,"field":"parties/1","start":47,"text":"OpenAI"},{"end":43,"field":"amount","start":26,"text":"about $10 billion"},{"end":149,"field":"date","start":133,"text":"16 December 2025"},{"end":15,"field":"status","start":7,"text":"in talks"},{"end":101,"field":"amount","start":84,"text":"about $10 billion"},{"end":73,"field":"status","start":65,"text":"in talks"},{"end":120,"field":"source","start":113,"text":"Reuters"}],"exclusive":null,"increase":null,"kind":"equity_investment","parties":[{"id":"amazon","name":"Amazon","role":"investor"},{"id":"openai","name":"OpenAI","role":"investee"}],"percent":null,"products":[],"right":null,"shares":null,"source":"Reuters","stake_percent":null,"status":"in_talks","term":null,"valuation":null}');
INSERT INTO "claims" VALUES('3a78fc5bb3c1406576c200b1bace7da8','38460dfcb304ddad4c14efb5417f2d1e','deal','{"amount":{"currency":"USD","high":38000000000,"low":38000000000,"per":"total","qualifier":"exact","text":"$38 billion"},"capacity":[],"closing":null,"conditions":[],"confidence":0.73,"date":"2025-11-03","evidence":[{"end":175,"field":"kind","start":167,"text":"contract"},{"end":157,"field":"parties/0","start":151,"text":"OpenAI"},{"end":235,"field":"parties/1","start":216,"text":"Amazon Web Services"},{"end":193,"field":"amount","start":182,"text":"$38 billion"},{"end":210,"field":"term","start":199,"text":"seven years"},{"end":254,"field":"date","start":239,"text":"3 November 2025"},{"end":175,"field":"status","start":167,"text":"contract"}],"exclusive":null,"increase":null,"kind":"compute_purchase","parties":[{"id":"openai","name":"OpenAI","role":"customer"},{"id":"aws","name":"Amazon Web Services","role":"provider"}],"percent":null,"products":[],"right":null,"shares":null,"source":null,"stake_percent":null,"status":"signed","term":{"end":null,"start":null,"years":7},"valuation":null}');
INSERT INTO "claims" VALUES('6c54d17be57e4f45358575c8dcb5e835','429c585592368de40f2a56ebf1c0d9f7','deal','{"amount":{"currency":"USD","high":null,"low":12000000000,"per":"total","qualifier":"at_least","text":"at least $12 billion"},"capacity":[],"closing":null,"conditions":[],"confidence":0.69,"date":"2025-12-16","evidence":[{"end":25,"field":"kind","start":19,"text":"invest"},{"end":6,"field":"parties/0","start":0,"text":"Amazon"},{"end":56,"field":"parties/1","start":50,"text":"OpenAI"},{"end":46,"field":"amount","start":26,"text":"at least $12 billion"},{"end":155,"field":"date","start":139,"text":"16 December 2025"},{"end":15,"field":"status","start":7,"text":"in talks"},{"end":107,"field":"amount","start":87,"text":"at least $12 billion"},{"end":76,"field":"status","start":68,"text":"in talks"},{"end":126,"field":"source","start":119,"text":"Reuters"}],"exclusive":null,"increase":null,"kind":"equity_investment","parties":[{"id":"amazon","name":"Amazon","role":"investor"},{"id":"openai","name":"OpenAI","role":"investee"}],"percent":null,"products":[],"right":null,"shares":null,"source":"Reuters","stake_percent":null,"status":"in_talks","term":null,"valuation":null}');
INSERT INTO "claims" VALUES('2e51b4fd68a99b171badf93cc9161287','429c585592368de40f2a56ebf1c0d9f7','deal','{"amount":{"currency":"USD","high":38000000000,"low":38000000000,"per":"total","qualifier":"exact","text":"$38 billion"},"capacity":[],"closing":null,"conditions":[],"confidence":0.73,"date":"2025-11-03","evidence":[{"end":181,"field":"kind","start":173,"text":"contract"},{"end":163,"field":"parties/0","start":157,"text":"OpenAI"},{"end":241,"field":"parties/1","start":222,"text":"Amazon Web Services"},{"end":199,"field":"amount","start":188,"text":"$38 billion"},{"end":216,"field":"term","start":205,"text":"seven years"},{"end":260,"field":"date","start":245,"text":"3 November 2025"},{"end":181,"field":"status","start":173,"text":"contract"}],"exclusive":null,"increase":null,"kind":"compute_purchase","parties":[{"id":"openai","name":"OpenAI","role":"customer"},{"id":"aws","name":"Amazon Web Services","role":"provider"}],"percent":null,"products":[],"right":null,"shares":null,"source":null,"stake_percent":null,"status":"signed","term":{"end":null,"start":null,"years":7},"valuation":null}');
INSERT INTO "claims" VALUES('efc4933857750f8174089f9c2a773234','d2069f7a0511a04490552c68bea8cd20','deal','{"amount":{"currency":"USD","high":300000000000,"low":300000000000,"per":"total","qualifier":"exact","text":"300 مليار دولار"},"capacity":[],"closing":null,"conditions":[],"confidence":0.73,"date":"2025-09-10","evidence":[{"end":61,"field":"kind","start":56,"text":"عقدًا"},{"end":55,"field":"parties/0","start":44,"text":"أوبن إيه آي"},{"end":71,"field":"parties/1","start":65,"text":"أوراكل"},{"end":93,"field":"amount","start":78,"text":"300 مليار دولار"},{"end":108,"field":"term","start":99,"text":"خمس سنوات"},{"end":126,"field":"date","start":112,"text":"10 سبتمبر 2025"},{"end":61,"field":"status","start":56,"text":"عقدًا"}],"exclusive":null,"increase":null,"kind":"compute_purchase","parties":[{"id":"openai","name":"أوبن إيه آي","role":"customer"},{"id":"oracle","name":"أوراكل","role":"provider"}],"percent":null,"products":[],"right":null,"shares":null,"source":null,"stake_percent":null,"status":"signed","term":{"end":null,"start":null,"years":5},"valuation":null}');
INSERT INTO "claims" VALUES('47f84d44eab85b26f641c493a3753f81','d2069f7a0511a04490552c68bea8cd20','deal','{"amount":{"currency":"USD","high":100000000000,"low":null,"per":"total","qualifier":"up_to","text":"ما يصل إلى 100 مليار دولار"},"capacity":[],"closing":null,"conditions":[],"confidence":0.65,"date":null,"evidence":[{"end":154,"field":"kind","start":147,"text":"ستستثمر"},{"end":141,"field":"parties/0","start":134,"text":"إنفيديا"},{"end":196,"field":"parties/1","start":185,"text":"أوبن إيه آي"},{"end":181,"field":"amount","start":155,"text":"ما يصل إلى 100 مليار دولار"},{"end":133,"field":"status","start":128,"text":"أعلنت"}],"exclusive":null,"increase":null,"kind":"equity_investment","parties":[{"id":"nvidia","name":"إنفيديا","role":"investor"},{"id":"openai","name":"أوبن إيه آي","role":"investee"}],"percent":null,"products":[],"right":null,"shares":null,"source":null,"stake_percent":null,"status":"announced","term":null,"valuation":null}');
INSERT INTO "claims" VALUES('909d91862435136693c0430da02222a3','78d4ad6360001f3469435cc2305b6555','deal','{"amount":{"currency":"USD","high":30000000000,"low":30000000000,"per":"total","qualifier":"exact","text":"$30 billion"},"capacity":[],"closing":null,"conditions":[],"confidence":0.52,"date":"2025-12-26","evidence":[{"end":17,"field":"kind","start":9,"text":"invested"},{"end":8,"field":"parties/0","start":0,"text":"SoftBank"},{"end":39,"field":"parties/1","start":33,"text":"OpenAI"},{"end":29,"field":"amount","start":18,"text":"$30 billion"},{"end":59,"field":"date","start":43,"text":"26 December 2025"},{"end":17,"field":"status","start":9,"text":"invested"},{"end":77,"field":"source","start":61,"text":"the company said"}],"exclusive":null,"increase":null,"kind":"equity_investment","parties":[{"id":"softbank","name":"SoftBank","role":"investor"},{"id":"openai","name":"OpenAI","role":"investee"}],"percent":null,"products":[],"right":null,"shares":null,"source":"company statement","stake_percent":null,"status":"completed","term":null,"valuation":null}');
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
	PRIMARY KEY (seq), 
	UNIQUE (head)
)
 STRICT

;
INSERT INTO "entries" VALUES(1,'2026-01-05T09:00:00.000000Z','document','8768cccb73a426a325156058820f48358b22f83714146c881ecdaba648c3469e','3dd2e65a728c17384d7bd2b5e8b600cdd1f4dac0e99f632d71f0efa8dbd5dc39','0000000000000000000000000000000000000000000000000000000000000000','43ffeba9b987e7896df5fe45ed63e619139fe763f22328d8db4125b9ecbda100');
INSERT INTO "entries" VALUES(2,'2026-01-05T09:00:00.000000Z','sighting','52950aec98574609c0ac796c55858c1e','56c48f278b0e5797fae1c4f3998a680ea6502243c5d7103d97bf44198d6b4101','43ffeba9b987e7896df5fe45ed63e619139fe763f22328d8db4125b9ecbda100','3e175a5991ddec39bea6b1aa5d32b2b16eccb2195899befa37a6e4aaa931ca24');
INSERT INTO "entries" VALUES(3,'2026-01-05T09:00:00.000000Z','reading','d27c2ad8ba80975a8daa4ef003568ac8','44dde5b1fd9ca4af61ab4a2a5003d4d20a4d636c5625332bac4fffb1517520ab','3e175a5991ddec39bea6b1aa5d32b2b16eccb2195899befa37a6e4aaa931ca24','9e9628875df0d2c49e82af8d43ca82ba1ba5446ebf56aa94b1760b82c8ff4d27');
INSERT INTO "entries" VALUES(4,'2026-01-05T09:00:00.000000Z','claim','bdb44bf6dea58dad39bd411b839df0cf','aeff306c8154594e13e3888560af20ac1b57a7b3986d7625dc603725544cde02','9e9628875df0d2c49e82af8d43ca82ba1ba5446ebf56aa94b1760b82c8ff4d27','ec0865152fcfc6324d805b23d76cc01898f52797f25cedf60630252511775002');
INSERT INTO "entries" VALUES(5,'2026-01-05T09:01:00.000000Z','reading','38460dfcb304ddad4c14efb5417f2d1e','4fa3511bb79005fab8a926bca8344716a640f0a8fb0a3b2ecf7636967b222bc3','ec0865152fcfc6324d805b23d76cc01898f52797f25cedf60630252511775002','3b59eef8f4f8fae9d55c9a374f8d70365b0a8a6b98b9d0cf88aa7ebc8a362f23');
INSERT INTO "entries" VALUES(6,'2026-01-05T09:01:00.000000Z','claim','692f3f4df0857200dc208540cc8436e6','522b1adaf114cb5eb735a5183ea058c545ab6d6d5c2285d7181f42a7fc085cd0','3b59eef8f4f8fae9d55c9a374f8d70365b0a8a6b98b9d0cf88aa7ebc8a362f23','ba1cd6942c63057d9c60b2c0d87c0c622e6cd7fd2dde9e599d323b7a73623b6b');
INSERT INTO "entries" VALUES(7,'2026-01-05T09:01:00.000000Z','claim','3a78fc5bb3c1406576c200b1bace7da8','f121f65ac7fff97820b67bb095c6e6fa4a9266ae568b913e89b89babaec88e53','ba1cd6942c63057d9c60b2c0d87c0c622e6cd7fd2dde9e599d323b7a73623b6b','4c949b8134d7d9fd78540224d40ddb2254f1d030ea6699f6f12d9df553a20198');
INSERT INTO "entries" VALUES(8,'2026-01-05T09:01:00.000000Z','judgement','bfcb1dbf5e2ba8cae327c491ddbdda2b','86f0937836f2da9437e4379fda9c5cc7266933f68d42cea6a2849b2b59993929','4c949b8134d7d9fd78540224d40ddb2254f1d030ea6699f6f12d9df553a20198','047af13715db60abfb89e1c4c86ad77bd2a6db0309f7e680891ab80eb5827244');
INSERT INTO "entries" VALUES(9,'2026-01-05T09:02:00.000000Z','document','f2c046c72656e1dadcf3f89f6d5d9093fac5966d8a91d1e8bfa58463e2b4d3d0','83499f613176e7121236b34dfda404fcd4e18409fabd925282a90ee5c1e2119f','047af13715db60abfb89e1c4c86ad77bd2a6db0309f7e680891ab80eb5827244','457279d735356e82ac991fe59ee5000587680c99e62ee1d7393bab32dada4664');
INSERT INTO "entries" VALUES(10,'2026-01-05T09:02:00.000000Z','sighting','a6d4f356eb2084dcadc0020454984ab9','7daa4c87ed2b3208a32ee864a3c71e4f8f579ca93688fdb5b917845356917a11','457279d735356e82ac991fe59ee5000587680c99e62ee1d7393bab32dada4664','b81cc209c4c9e2949a3e2e2518b4c404d194a471bf2149c440bd9e2ea8898da6');
INSERT INTO "entries" VALUES(11,'2026-01-05T09:02:00.000000Z','reading','429c585592368de40f2a56ebf1c0d9f7','5ee5469892759d4f21e2acf16d3ac3f5888aa31b5220e25dc0bd8be433d6c6f8','b81cc209c4c9e2949a3e2e2518b4c404d194a471bf2149c440bd9e2ea8898da6','ddf013fce7fa111dfa12b1d5f7344cb1ea4940df75eefd1537720beb9a593196');
INSERT INTO "entries" VALUES(12,'2026-01-05T09:02:00.000000Z','claim','6c54d17be57e4f45358575c8dcb5e835','894c59f535359247408c17d4e850c4855b4e48884e7f3185730976b38c590499','ddf013fce7fa111dfa12b1d5f7344cb1ea4940df75eefd1537720beb9a593196','b7e92f198afaf9305f1f92f2465d5e84e99ecd51f28989fb254f47d0f2171a6e');
INSERT INTO "entries" VALUES(13,'2026-01-05T09:02:00.000000Z','claim','2e51b4fd68a99b171badf93cc9161287','c8a8a00ecf300848f95e5cea28d2aec14275673005ebf2a95276172b7b1cdf7e','b7e92f198afaf9305f1f92f2465d5e84e99ecd51f28989fb254f47d0f2171a6e','e02f347ec0e90f1f14b53d1817dff0a1f84194791129c5771eac20a0f1f3e639');
INSERT INTO "entries" VALUES(14,'2026-01-05T09:03:00.000000Z','document','506cb0c1794cab55d7463b82dd6251eb70ff98e278b82d2f8f9b65ca2193b380','5502c5c5f30dcd03d88d9f8678dc34fe39baf33c701002a3a3bd0cdc5f3ff405','e02f347ec0e90f1f14b53d1817dff0a1f84194791129c5771eac20a0f1f3e639','08082bcbf5b2a51fb1306f3e734a615c819a9447964899744e2cc1cd1c6fd38a');
INSERT INTO "entries" VALUES(15,'2026-01-05T09:03:00.000000Z','sighting','c50ffb681a87e679d33315b2d01299c4','010d263ab92091a393ca8869c8c40ca1d1d8a7096d0cc31b5a34070fee0767f2','08082bcbf5b2a51fb1306f3e734a615c819a9447964899744e2cc1cd1c6fd38a','8bd648e5180a0e85490e4273fb1932c09a0286dbfdd7bf8d41ba87943d22ecb7');
INSERT INTO "entries" VALUES(16,'2026-01-05T09:03:00.000000Z','reading','d2069f7a0511a04490552c68bea8cd20','7bf1a86c4de8e3328d6f9224737394494d6a9648ff5e1228239c7c31f1d2babf','8bd648e5180a0e85490e4273fb1932c09a0286dbfdd7bf8d41ba87943d22ecb7','b57e7675953711ab6eb9b7b8d6fc19514232d93d76a6695420a6581561ef6dba');
INSERT INTO "entries" VALUES(17,'2026-01-05T09:03:00.000000Z','claim','efc4933857750f8174089f9c2a773234','d6eea972658c74ddda55d87347862f8539b586eac6a9b7ee10e95431c3082795','b57e7675953711ab6eb9b7b8d6fc19514232d93d76a6695420a6581561ef6dba','c4d05eb0f3311e9dd5fe7cddae35f39eafff1ff0828eead70c65aa1bb150d20a');
INSERT INTO "entries" VALUES(18,'2026-01-05T09:03:00.000000Z','claim','47f84d44eab85b26f641c493a3753f81','80b45994950c8c153ed471aa6af9879573be4248422e990b994af6a72882864b','c4d05eb0f3311e9dd5fe7cddae35f39eafff1ff0828eead70c65aa1bb150d20a','25c6b3deeb20b2ddee67de5a08ae700703af328d04af90abe9131dc802063294');
INSERT INTO "entries" VALUES(19,'2026-01-05T09:04:00.000000Z','document','15d39b4439bec16a215de917419d96ee3d0e002eb4130c93e9818d501fbe2fea','bc0465ee8fbcc113d3ea1ebad3778275e868e2c18107c53946c5ac863e8a4651','25c6b3deeb20b2ddee67de5a08ae700703af328d04af90abe9131dc802063294','f54d16064f088e3b8cba9a4b9a591e079c09f33f31bf5c1c97fe9123c74e54a3');
INSERT INTO "entries" VALUES(20,'2026-01-05T09:04:00.000000Z','sighting','3587f8eb68590a28472f60a93fa8cfc2','61327ffcbfe2bf48c8e38aac70b9f1a287ca36ef6de814802eca90414452c186','f54d16064f088e3b8cba9a4b9a591e079c09f33f31bf5c1c97fe9123c74e54a3','519f08f5bd7c7b8a1380abc5a7920cf0149f77b76e94ff933cee007ba6110058');
INSERT INTO "entries" VALUES(21,'2026-01-05T09:04:00.000000Z','reading','78d4ad6360001f3469435cc2305b6555','db88c944469fa86bfb974fe4d3e3ece46be8abe46ea49f50c03ae9d23515068d','519f08f5bd7c7b8a1380abc5a7920cf0149f77b76e94ff933cee007ba6110058','103e3d31e6ac6ba751ce05cb267e75134edb5a7acf4aec8b6773bef8a7984673');
INSERT INTO "entries" VALUES(22,'2026-01-05T09:04:00.000000Z','claim','909d91862435136693c0430da02222a3','dfcbeb59a74f8f97747bc08ab4fc6463809fb8b99cc2fd80acea577b6d66c091','103e3d31e6ac6ba751ce05cb267e75134edb5a7acf4aec8b6773bef8a7984673','62f814d2b93acdffaaaf735f62da537d3fe791e6470bd8591c227cb6414fe77f');
INSERT INTO "entries" VALUES(23,'2026-01-05T09:05:00.000000Z','sighting','1dbb93ab715a14b9546928fbb41b512c','72388d60c8d1e044b31cf0203dfc7a4f1f976e5af0be37ded9d1760a3c5b9a54','62f814d2b93acdffaaaf735f62da537d3fe791e6470bd8591c227cb6414fe77f','80d65f0948182fc3281c63e7bd1e0e5451b5c25f876391632d0989e2f76f4e43');
INSERT INTO "entries" VALUES(24,'2026-01-05T09:06:00.000000Z','judgement','4aab7883fbe04c5138a2373605f3aad5','ed82be5fbf55c9ec00baee9b3335dbd134b1738712db9bad1ab14f4c97eb2f38','80d65f0948182fc3281c63e7bd1e0e5451b5c25f876391632d0989e2f76f4e43','bf258086510c11ccc53bdaf07c890a3d22c5e8fb5c00a9c784346f1b7790d902');
INSERT INTO "entries" VALUES(25,'2026-01-05T09:07:00.000000Z','judgement','94e43e377068763ec15c82d567f57e70','e63ef2667e53d1aa411bc02d852f483c6227d4eb8b86c8449cf01101de295269','bf258086510c11ccc53bdaf07c890a3d22c5e8fb5c00a9c784346f1b7790d902','d5a1bff101dd68a2138f46919e344464fce03001db407b47703e30a8711df6ee');
INSERT INTO "entries" VALUES(26,'2026-01-05T09:08:00.000000Z','document','d061586bdd708a1798aa60ddf5ee2da3deb38cc5411d368f325d1022c65e7759','edee5c4ec534fbd090fbd5cc8f6ef93ef2d5e4f6823884a7d038124f095e3b9a','d5a1bff101dd68a2138f46919e344464fce03001db407b47703e30a8711df6ee','d28384a127abbaaf9a801557c095c340ef0dd821865e49669df138cf913c9d8a');
INSERT INTO "entries" VALUES(27,'2026-01-05T09:08:00.000000Z','sighting','dc3cdcfddfde27e4165002e9d1306f09','7c9d12450143824714bc5ff5c5d87e0df840cf4938b5686000c2135c511f4f6f','d28384a127abbaaf9a801557c095c340ef0dd821865e49669df138cf913c9d8a','2ad3a8f5e1ff99c7cbacaf566378063dacffd04132bbeb2e926f020224e5cc02');
INSERT INTO "entries" VALUES(28,'2026-01-05T09:08:00.000000Z','reading','4c91e2a86e2bc915789a544c4d964491','316b07349ffe7cc59e49254ff79660432ffff56144a056e6b46ab0fb610723bf','2ad3a8f5e1ff99c7cbacaf566378063dacffd04132bbeb2e926f020224e5cc02','89849c8d523a4718128b9e44f839caf82f9903960f8c6d42e50600a92e5f5a1e');
INSERT INTO "entries" VALUES(29,'2026-01-05T09:08:00.000000Z','claim','b73696026592e369a3fd4e0a5e48e3d3','cefe3b3c6fa5d58e87fe5825c83ca9684ce9b146a9a29add46b80ab33692983d','89849c8d523a4718128b9e44f839caf82f9903960f8c6d42e50600a92e5f5a1e','cf042f0fa63b56261605a031c16faea724fa1f2342e2b4d9a7d632c75c1d4c30');
INSERT INTO "entries" VALUES(30,'2026-01-05T09:08:00.000000Z','document','393abc659e4fbe57bccdaad998f6bc819beb936f847fa49952ad9aabb54271bc','edfe0bd64378f8fe8ecf3bfb38671a0a56fc7a0dd141dfb0551641868dbd58c5','cf042f0fa63b56261605a031c16faea724fa1f2342e2b4d9a7d632c75c1d4c30','ab2f7215269b52e798089fb2024a66fa88f66c4a0b3736ff37ccf16473e32ea9');
INSERT INTO "entries" VALUES(31,'2026-01-05T09:08:00.000000Z','sighting','18e59fd43406f50374bf2b96f308bf85','bf75b680ec5ccac6ba0cb836dcb4b489f8a56490707d5c512d0195f9385c15a4','ab2f7215269b52e798089fb2024a66fa88f66c4a0b3736ff37ccf16473e32ea9','67f52d1f427f1ca2b6d64bbeb2e004fdc60edc037c487f506a1d2b9c18c38ee5');
INSERT INTO "entries" VALUES(32,'2026-01-05T09:08:00.000000Z','reading','225f90e0e96e1d9de66e4a3329ca051e','3db0e1ce532c0f537870763c06fef737f304e58bc43300c911f7fce073b4ef94','67f52d1f427f1ca2b6d64bbeb2e004fdc60edc037c487f506a1d2b9c18c38ee5','c8ce081a5bfcc06014862bcfe90f50ff5866026b6e3ae74ef9b531611f51dd79');
INSERT INTO "entries" VALUES(33,'2026-01-05T09:08:00.000000Z','claim','9bc2b95bef9e63b0e939db4bf302c389','8ff3f7a127a87fd66b9713125aedac83a46eb5770bd41fdc2ab94cd7c49ba9be','c8ce081a5bfcc06014862bcfe90f50ff5866026b6e3ae74ef9b531611f51dd79','37e13f8decb1439621e0d96c4d2e28c067adc3d7e004ddb1a5d4e919f973d232');
INSERT INTO "entries" VALUES(34,'2026-01-05T09:09:00.000000Z','document','823b995a66b6ea65a4e4fbd9338f02c0ce0a8cf0db155970611a1a7b665523fe','a5402d1c602bfdb5d79720a0aa4de1522a8658c88a40d965b386cdac9e1e9bce','37e13f8decb1439621e0d96c4d2e28c067adc3d7e004ddb1a5d4e919f973d232','ffd53ed42b85cf9029cd008e390695b339ec2dc8a06f4843ea95cd027da636fa');
INSERT INTO "entries" VALUES(35,'2026-01-05T09:09:00.000000Z','sighting','42fe9654e9f18ae30fe29f95671e494a','6037f13c12bd8514e1ac44b8a3621dc3b9c3f2d9bd3bbf44468acda1859f1f61','ffd53ed42b85cf9029cd008e390695b339ec2dc8a06f4843ea95cd027da636fa','cdb501ee63e17967ff97619d649ea0b077afd2ce88ec1f00d2d3f73126bd811f');
INSERT INTO "entries" VALUES(36,'2026-01-05T09:09:00.000000Z','reading','896655667bf32533ee2c9a7787d0f7cd','30531a8356febc66af77cc24295b3a767298aed9f0699dfdb5f5d25b80972977','cdb501ee63e17967ff97619d649ea0b077afd2ce88ec1f00d2d3f73126bd811f','0c2806b0d2726ce1d3125268325507eb4d34fedf61e6a039292361c15ebe9081');
INSERT INTO "entries" VALUES(37,'2026-01-05T09:09:00.000000Z','claim','28f44a5a1d7366f4d186ac331c7aa374','494371918723c276a92e4ad0d49d13703afac886b719391d90497d85e6590f47','0c2806b0d2726ce1d3125268325507eb4d34fedf61e6a039292361c15ebe9081','93b277ac3028cfc3527aed419085a7e40cc2515188b35fc4d72bcc6057e87c4c');
CREATE TABLE judgements (
	id TEXT NOT NULL CHECK (length(id) = 32), 
	kind TEXT NOT NULL, 
	record TEXT NOT NULL, 
	PRIMARY KEY (id)
)
 STRICT

;
INSERT INTO "judgements" VALUES('bfcb1dbf5e2ba8cae327c491ddbdda2b','reading replaced','{"document":"8768cccb73a426a325156058820f48358b22f83714146c881ecdaba648c3469e","new":"3","old":"2","reader":"grammar"}');
INSERT INTO "judgements" VALUES('4aab7883fbe04c5138a2373605f3aad5','retracted','{"claim":"909d91862435136693c0430da02222a3","holds":false,"replaces":null}');
INSERT INTO "judgements" VALUES('94e43e377068763ec15c82d567f57e70','sameness','{"left":"softbank","replaces":null,"right":"softbank-group","same":true}');
CREATE TABLE ledger (
	format INTEGER NOT NULL, 
	PRIMARY KEY (format)
)
 STRICT

;
INSERT INTO "ledger" VALUES(1);
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
INSERT INTO "readings" VALUES('38460dfcb304ddad4c14efb5417f2d1e','8768cccb73a426a325156058820f48358b22f83714146c881ecdaba648c3469e','grammar','3','[]');
INSERT INTO "readings" VALUES('429c585592368de40f2a56ebf1c0d9f7','f2c046c72656e1dadcf3f89f6d5d9093fac5966d8a91d1e8bfa58463e2b4d3d0','grammar','3','[]');
INSERT INTO "readings" VALUES('d2069f7a0511a04490552c68bea8cd20','506cb0c1794cab55d7463b82dd6251eb70ff98e278b82d2f8f9b65ca2193b380','grammar','3','[]');
INSERT INTO "readings" VALUES('78d4ad6360001f3469435cc2305b6555','15d39b4439bec16a215de917419d96ee3d0e002eb4130c93e9818d501fbe2fea','grammar','3','[]');
INSERT INTO "readings" VALUES('4c91e2a86e2bc915789a544c4d964491','d061586bdd708a1798aa60ddf5ee2da3deb38cc5411d368f325d1022c65e7759','retold','1','[]');
INSERT INTO "readings" VALUES('225f90e0e96e1d9de66e4a3329ca051e','393abc659e4fbe57bccdaad998f6bc819beb936f847fa49952ad9aabb54271bc','retold','1','[]');
INSERT INTO "readings" VALUES('896655667bf32533ee2c9a7787d0f7cd','823b995a66b6ea65a4e4fbd9338f02c0ce0a8cf0db155970611a1a7b665523fe','retold','1','[]');
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
CREATE INDEX ix_entries_payload_id ON entries (payload_id);
CREATE INDEX ix_sightings_document_id ON sightings (document_id);
CREATE INDEX ix_readings_document_id ON readings (document_id);
CREATE INDEX ix_claims_reading_id ON claims (reading_id);
CREATE TRIGGER documents_no_update BEFORE UPDATE ON documents BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER documents_no_delete BEFORE DELETE ON documents BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER documents_no_replace BEFORE INSERT ON documents WHEN EXISTS (SELECT 1 FROM documents WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER entries_no_update BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER entries_no_delete BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER entries_no_replace BEFORE INSERT ON entries WHEN EXISTS (SELECT 1 FROM entries WHERE seq = NEW.seq) BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER judgements_no_update BEFORE UPDATE ON judgements BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER judgements_no_delete BEFORE DELETE ON judgements BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER judgements_no_replace BEFORE INSERT ON judgements WHEN EXISTS (SELECT 1 FROM judgements WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER ledger_no_update BEFORE UPDATE ON ledger BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER ledger_no_delete BEFORE DELETE ON ledger BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER ledger_no_replace BEFORE INSERT ON ledger WHEN EXISTS (SELECT 1 FROM ledger WHERE format = NEW.format) BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER readings_no_update BEFORE UPDATE ON readings BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER readings_no_delete BEFORE DELETE ON readings BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER readings_no_replace BEFORE INSERT ON readings WHEN EXISTS (SELECT 1 FROM readings WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER sightings_no_update BEFORE UPDATE ON sightings BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER sightings_no_delete BEFORE DELETE ON sightings BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER sightings_no_replace BEFORE INSERT ON sightings WHEN EXISTS (SELECT 1 FROM sightings WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER claims_no_update BEFORE UPDATE ON claims BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER claims_no_delete BEFORE DELETE ON claims BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER claims_no_replace BEFORE INSERT ON claims WHEN EXISTS (SELECT 1 FROM claims WHERE id = NEW.id) BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
COMMIT;
