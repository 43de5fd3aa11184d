//! Serves the console's data as gRPC-web, so that a page can watch this application without a bridge.
use console_subscriber::{ConsoleLayer, ServerParts};
use tonic_web::GrpcWebLayer;
use tower_http::cors::{AllowOrigin, Any, CorsLayer};
use tracing::subscriber::NoSubscriber;
use tracing_subscriber::{layer::SubscriberExt, util::SubscriberInitExt};

/// Use it in place of `console_subscriber::init()`. Only pages of `origin` may read the data.
/// The port must not be 6669, which every browser blocks.
pub fn init(origin: &str, port: u16) {
    let (layer, server) = ConsoleLayer::builder().with_default_env().build();
    let cors = CorsLayer::new()
        .allow_origin(AllowOrigin::exact(origin.parse().expect("an origin")))
        .allow_headers(Any)
        .expose_headers(Any)
        .allow_private_network(true);
    std::thread::spawn(move || {
        // The console must not watch itself.
        let _untraced = tracing::subscriber::set_default(NoSubscriber::default());
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async {
            let ServerParts {
                instrument_server,
                aggregator,
                ..
            } = server.into_parts();
            tokio::spawn(aggregator.run());
            tonic::transport::Server::builder()
                .accept_http1(true)
                .layer(cors)
                .layer(GrpcWebLayer::new())
                .add_service(instrument_server)
                .serve(([127, 0, 0, 1], port).into())
                .await
                .expect("the console's server");
        });
    });
    tracing_subscriber::registry().with(layer).init();
}
