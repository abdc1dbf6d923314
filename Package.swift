// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let argumentParser = Target.Dependency.product(
    name: "ArgumentParser",
    package: "swift-argument-parser"
)
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let httpClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let nio: [Target.Dependency] = [
    .product(name: "NIOCore", package: "swift-nio"),
    .product(name: "NIOPosix", package: "swift-nio"),
    .product(name: "NIOHTTP1", package: "swift-nio"),
]
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let package = Package(
    name: "cancelsync",
    products: [
        .executable(name: "cancelsync", targets: ["cancelsync"]),
        .library(name: "MatchingCore", targets: ["MatchingCore"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    ],
    targets: [
        .target(name: "MatchingCore", swiftSettings: strict),
        .target(
            name: "MarketplaceCatalog",
            dependencies: ["MatchingCore", yams],
            resources: [.embedInCode("marketplaces.yaml")],
            swiftSettings: strict
        ),
        .target(name: "SyncInterfaces", dependencies: ["MatchingCore"], swiftSettings: strict),
        .systemLibrary(name: "CArchive", providers: [.apt(["libarchive-dev"])]),
        .systemLibrary(name: "CXML", providers: [.apt(["libxml2"])]),
        .target(name: "COnDemand", dependencies: ["CArchive", "CXML", "CXLSXWriter"]),
        .target(name: "CCrypt", linkerSettings: [.linkedLibrary("crypt")]),
        .target(
            name: "RequestSigning",
            dependencies: ["MatchingCore", "CCrypt", crypto],
            swiftSettings: strict
        ),
        .target(
            name: "FeedConnectors",
            dependencies: [
                "SyncInterfaces", "MatchingCore", "RequestSigning", "CArchive", "CXML", "COnDemand",
                crypto, httpClient, nioSSL,
            ] + nio,
            swiftSettings: strict
        ),
        .systemLibrary(name: "CXLSXWriter", providers: [.apt(["libxlsxwriter-dev"])]),
        .target(
            name: "ListExports",
            dependencies: ["SyncInterfaces", "MatchingCore", "CXLSXWriter", "COnDemand"],
            swiftSettings: strict
        ),
        .target(name: "CSQLiteSetup", linkerSettings: [.linkedLibrary("sqlite3")]),
        .target(
            name: "CWriteBehind",
            dependencies: ["CThreads"],
            linkerSettings: [.linkedLibrary("sqlite3")]
        ),
        .target(
            name: "MarketplaceSimulator",
            dependencies: ["MatchingCore", "RequestSigning"] + nio,
            swiftSettings: strict
        ),
        .target(
            name: "OrderStore",
            dependencies: [
                "SyncInterfaces", "MatchingCore", "CSQLiteSetup", "CThreads", "CWriteBehind", grdb,
                sqlite,
            ],
            swiftSettings: strict
        ),
        .target(
            name: "SyncEngine",
            dependencies: ["SyncInterfaces", "MatchingCore"],
            swiftSettings: strict
        ),
        .target(
            name: "ConsoleModel",
            dependencies: ["SyncInterfaces", "MatchingCore"],
            swiftSettings: strict
        ),
        .target(
            name: "CNcurses",
            linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]
        ),
        .target(
            name: "ConsoleTerminal",
            dependencies: ["ConsoleModel", "MatchingCore", "CNcurses"],
            swiftSettings: strict
        ),
        .target(name: "CProgramCode"),
        .target(name: "CThreads"),
        .target(name: "CTaskPool", dependencies: ["CThreads"]),
        .target(name: "TaskPool", dependencies: ["CTaskPool"], swiftSettings: strict),
        .executableTarget(
            name: "cancelsync",
            dependencies: [
                "TaskPool", "CProgramCode",
                "MatchingCore", "MarketplaceCatalog", "SyncInterfaces", "FeedConnectors",
                "ListExports", "MarketplaceSimulator", "OrderStore", "SyncEngine", "ConsoleModel",
                "ConsoleTerminal", argumentParser,
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "MatchingCoreTests",
            dependencies: ["MatchingCore", "MarketplaceCatalog"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "MarketplaceCatalogTests",
            dependencies: ["MarketplaceCatalog", "MatchingCore"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "RequestSigningTests",
            dependencies: ["RequestSigning", "MatchingCore"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "MarketplaceSimulatorTests",
            dependencies: [
                "MarketplaceSimulator", "FeedConnectors", "MarketplaceCatalog", "OrderStore",
                "SyncEngine", "SyncInterfaces", "MatchingCore", "RequestSigning",
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "FeedConnectorsTests",
            dependencies: ["FeedConnectors", "SyncInterfaces", "MatchingCore", nioSSL] + nio,
            swiftSettings: strict
        ),
        .testTarget(
            name: "ListExportsTests",
            dependencies: ["ListExports", "SyncInterfaces", "MatchingCore"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "OrderStoreTests",
            dependencies: ["OrderStore", "SyncInterfaces", "MatchingCore", grdb],
            swiftSettings: strict
        ),
        .testTarget(
            name: "SyncEngineTests",
            dependencies: [
                "SyncEngine", "OrderStore", "FeedConnectors", "MarketplaceCatalog",
                "SyncInterfaces",
                "MatchingCore", grdb,
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "ConsoleModelTests",
            dependencies: ["ConsoleModel", "SyncInterfaces", "MatchingCore"],
            exclude: ["Frames"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "ConsoleTerminalTests",
            dependencies: ["ConsoleTerminal", "ConsoleModel", "CNcurses"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "ConsoleEndToEndTests",
            dependencies: ["cancelsync", "MatchingCore"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "CommandTests",
            dependencies: [
                "cancelsync", "MarketplaceCatalog", "MarketplaceSimulator", "MatchingCore",
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "TaskPoolTests",
            dependencies: ["TaskPool", "CTaskPool"],
            swiftSettings: strict
        ),
        .testTarget(name: "HouseRulesTests", swiftSettings: strict),
    ]
)
