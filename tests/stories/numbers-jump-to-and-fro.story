# SPDX-License-Identifier: MIT
title Numbers jump to and fro by about half of their space, as in no stream
end C 127.0.0.1 40000 isn 4294967294
end S 127.0.0.1 8079 isn 0
expect 1 open midstream close open closed_first none bytes 111648/0 retransmissions 3
expect 1 zeek_state OTH history DT completeness 8
+1ms C PA =4294967295/1 len 1 win 512        | ESTABLISHED? -            data - rel 1/1 fate unknown
+1ms C PA =850008613/1 len 1388 win 512      | ESTABLISHED? -            data lost-segment rel 850008615/1
+1ms C PA =1921377329/1 len 1038 win 512     | ESTABLISHED? -            data lost-segment rel 1921377331/1
+1ms C PA =1921379658/1 len 383 win 512      | ESTABLISHED? -            data lost-segment rel 1921379660/1
+1ms C PA =3763127263/1 len 1151 win 512     | ESTABLISHED? -            data lost-segment rel 3763127265/1 fate unknown
+1ms C PA =3763130781/1 len 944 win 512      | ESTABLISHED? -            data lost-segment rel 3763130783/1 fate unknown
+1ms C PA =268517150/1 len 1245 win 512      | ESTABLISHED? -            data lost-segment rel 268517152/1 fate unknown
+1ms C PA =2415161769/1 len 1111 win 512     | ESTABLISHED? -            data lost-segment rel 2415161771/1
+1ms C PA =2768350510/1 len 111 win 512      | ESTABLISHED? -            data lost-segment rel 2768350512/1
+1ms C PA =268493844/1 len 724 win 512       | ESTABLISHED? -            data lost-segment rel 268493846/1 fate unknown
+1ms C PA =2415973425/1 len 276 win 512      | ESTABLISHED? -            data lost-segment rel 2415973427/1
+1ms C PA =2415950870/1 len 60000 win 512    | ESTABLISHED? -            data retransmission rel 2415950872/1
+1ms C PA =2415951306/1 len 60000 win 512    | ESTABLISHED? -            data retransmission rel 2415951308/1
+1ms C PA =268505806/1 len 1332 win 512      | ESTABLISHED? -            data lost-segment rel 268505808/1 fate unknown
+1ms C PA =2415935557/1 len 418 win 512      | ESTABLISHED? -            data lost-segment rel 2415935559/1
+1ms C PA =268507182/1 len 1400 win 512      | ESTABLISHED? -            data lost-segment rel 268507184/1 fate unknown
+1ms C PA =268402926/1 len 96 win 512        | ESTABLISHED? -            data retransmission rel 268402928/1 fate unknown
+1ms C PA =2415952399/1 len 60000 win 512    | ESTABLISHED? -            data lost-segment rel 2415952401/1
+1ms C PA =269007419/1 len 312 win 512       | ESTABLISHED? -            data lost-segment rel 269007421/1 fate unknown
+1ms C PA =715338474/1 len 818 win 512       | ESTABLISHED? -            data lost-segment rel 715338476/1 fate unknown
+1ms C PA =805828973/1 len 1242 win 512      | ESTABLISHED? -            data lost-segment rel 805828975/1 fate unknown
+1ms C PA =2415444889/1 len 129 win 512      | ESTABLISHED? -            data lost-segment rel 2415444891/1
+1ms C PA =268469521/1 len 20 win 512        | ESTABLISHED? -            data lost-segment rel 268469523/1 fate unknown
