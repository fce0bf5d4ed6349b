import Testing

/// One encryption, as hexadecimal text.
struct AESGCMVector: Sendable, CustomTestStringConvertible {
    let key, nonce, plaintext, aad, ciphertext, tag: String

    var testDescription: String { "\(plaintext.count / 2) bytes bound to \(aad.count / 2)" }

    /// From NIST's `gcmEncryptExtIV256.rsp`: the first of each of these sizes with a nonce of 12 bytes and a tag of 16.
    static let nist = [
        AESGCMVector(
            key: "b52c505a37d78eda5dd34f20c22540ea1b58963cf8e5bf8ffa85f9f2492505b4",
            nonce: "516c33929df5a3284ff463d7",
            plaintext: "",
            aad: "",
            ciphertext: "",
            tag: "bdc1ac884d332457a1d2664f168c76f0"),
        AESGCMVector(
            key: "886cff5f3e6b8d0e1ad0a38fcdb26de97e8acbe79f6bed66959a598fa5047d65",
            nonce: "3a8efa1cd74bbab5448f9945",
            plaintext: "",
            aad: "519fee519d25c7a304d6c6aa1897ee1eb8c59655",
            ciphertext: "",
            tag: "f6d47505ec96c98a42dc3ae719877b87"),
        AESGCMVector(
            key: "31bdadd96698c204aa9ce1448ea94ae1fb4a9a0b3c9d773b51bb1822666b8f22",
            nonce: "0d18e06c7c725ac9e362e1ce",
            plaintext: "2db5168e932556f8089a0622981d017d",
            aad: "",
            ciphertext: "fa4362189661d163fcd6a56d8bf0405a",
            tag: "d636ac1bbedd5cc3ee727dc2ab4a9489"),
        AESGCMVector(
            key: "83688deb4af8007f9b713b47cfa6c73e35ea7a3aa4ecdb414dded03bf7a0fd3a",
            nonce: "0b459724904e010a46901cf3",
            plaintext: "33d893a2114ce06fc15d55e454cf90c3",
            aad: "794a14ccd178c8ebfd1379dc704c5e208f9d8424",
            ciphertext: "cc66bee423e3fcd4c0865715e9586696",
            tag: "0fb291bd3dba94a1dfd8b286cfb97ac5"),
        AESGCMVector(
            key: "dad89d9be9bba138cdcf8752c45b579d7e27c3dbb40f53e771dd8cfd500aa2d5",
            nonce: "cfb2aec82cfa6c7d89ee72ff",
            plaintext: "b526ba1050177d05b0f72f8d67",
            aad: "6e43784a91851a77667a02198e28dc32",
            ciphertext: "8b29e66e924ecae84f6d8f7d68",
            tag: "1e365805c8f28b2ed8a5cadfd9079158"),
        AESGCMVector(
            key: "5f671466378f470ba5f5160e2209f3d95a48b7e560625d5a08654414de23aee2",
            nonce: "6b3c08a663d04132243dd96c",
            plaintext: "c428592d9f8a7f107ec4d0df05",
            aad: "12965559c31d538f937bda6eee9c93b0387318dc5d9496fb1c3a0b9b978dbfebff2a5823974ee9d679834dbe59f7ec51",
            ciphertext: "1d8d7fe4357080c817303ce19c",
            tag: "e88d6b566fdc7b4fd62106bd2eb806ec"),
        AESGCMVector(
            key: "37ccdba1d929d6436c16bba5b5ff34deec88ed7df3d15d0f4ddf80c0c731ee1f",
            nonce: "5c1b21c8998ed6299006d3f9",
            plaintext: "ad4260e3cdc76bcc10c7b2c06b80b3be948258e5ef20c508a81f51e96a518388",
            aad: "22ed235946235a85a45bc5fad7140bfa",
            ciphertext: "3b335f8b08d33ccdcad228a74700f1007542a4d1e7fc1ebe3f447fe71af29816",
            tag: "1fbf49cc46f458bf6e88f6370975e6d4"),
        AESGCMVector(
            key: "1fded32d5999de4a76e0f8082108823aef60417e1896cf4218a2fa90f632ec8a",
            nonce: "1f3afa4711e9474f32e70462",
            plaintext: """
                06b2c75853df9aeb17befd33cea81c630b0fc53667ff45199c629c8e15dce41e530aa792f796b8138eeab2e86c7b7bee\
                1d40b0
                """,
            aad: "",
            ciphertext: """
                91fbd061ddc5a7fcc9513fcdfdc9c3a7c5d4d64cedf6a9c24ab8a77c36eefbf1c5dc00bc50121b96456c8cd8b6ff1f8b\
                3e480f
                """,
            tag: "30096d340f3d5c42d82a6f475def23eb"),
        AESGCMVector(
            key: "24501ad384e473963d476edcfe08205237acfd49b5b8f33857f8114e863fec7f",
            nonce: "9ff18563b978ec281b3f2794",
            plaintext: """
                27f348f9cdc0c5bd5e66b1ccb63ad920ff2219d14e8d631b3872265cf117ee86757accb158bd9abb3868fdc0d0b074b5\
                f01b2c
                """,
            aad: "adb5ec720ccf9898500028bf34afccbcaca126ef",
            ciphertext: """
                eb7cb754c824e8d96f7c6d9b76c7d26fb874ffbf1d65c6f64a698d839b0b06145dae82057ad55994cf59ad7f67c0fa5e\
                85fab8
                """,
            tag: "bc95c532fecc594c36d1550286a7a3f0"),
        AESGCMVector(
            key: "463b412911767d57a0b33969e674ffe7845d313b88c6fe312f3d724be68e1fca",
            nonce: "611ce6f9a6880750de7da6cb",
            plaintext: """
                e7d1dcf668e2876861940e012fe52a98dacbd78ab63c08842cc9801ea581682ad54af0c34d0d7f6f59e8ee0bf4900e0f\
                d85042
                """,
            aad: "0a682fbc6192e1b47a5e0868787ffdafe5a50cead3575849990cdd2ea9b3597749403efb4a56684f0c6bde352d4aeec5",
            ciphertext: """
                8886e196010cb3849d9c1a182abe1eeab0a5f3ca423c3669a4a8703c0f146e8e956fb122e0d721b869d2b6fcd4216d7d\
                4d3758
                """,
            tag: "2469cecd70fd98fec9264f71df1aee9a"),
    ]
}
