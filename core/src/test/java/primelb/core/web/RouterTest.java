package primelb.core.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouterTest {
    private final Router router = Router.empty()
        .on("GET", "/servers", request -> Response.text(200, "servers"))
        .on("POST", "/servers", request -> Response.text(200, "posted"))
        .on("GET", "/prime/list", request -> Response.text(200, "list"))
        .on("GET", "/prime/{n}", request -> Response.text(200, "<" + request.rawParameter() + ">"));

    @ParameterizedTest
    @CsvSource({
        "GET,/servers,servers", "POST,/servers,posted", "HEAD,/servers,servers",
        "GET,/prime/7,<7>", "GET,/prime/,<>", "GET,/prime/%37,<%37>", "GET,/prime/..,<..>", "GET,/prime/list,list"})
    void choosesTheHandlerByMethodAndPath(String method, String path, String expected) throws Exception {
        Response response = answer(method, path);
        assertEquals(200, response.status());
        assertEquals(expected, new String(response.body()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/server", "/serversX", "/servers/", "//servers", "/Servers", "/%73ervers", "/prime",
        "/prime/7/8", "/prime//"})
    void nothingIsDecodedNormalisedOrMatchedByPrefix(String path) throws Exception {
        assertEquals(404, answer("GET", path).status());
    }

    @Test
    void anotherMethodGetsTheAllowedOnes() throws Exception {
        Response response = answer("DELETE", "/servers");
        assertEquals(405, response.status());
        assertEquals("GET, HEAD, POST", response.headers().get("Allow"));
        assertEquals("GET, HEAD", answer("POST", "/prime/7").headers().get("Allow"));
        assertEquals(405, answer("get", "/servers").status());
    }

    @Test
    void refusesAWrongRouteWhenItIsMade() {
        Handler handler = request -> Response.text(200, "");
        assertThrows(IllegalArgumentException.class, () -> router.on("GET", "/servers", handler));
        assertThrows(IllegalArgumentException.class, () -> router.on("GET", "servers", handler));
        assertThrows(IllegalArgumentException.class, () -> router.on("GET", "/a/{b}/c", handler));
    }

    private Response answer(String method, String path) throws Exception {
        return router.handle(new Request(method, path, "", Fields.none(), new byte[0],
            InetSocketAddress.createUnresolved("client", 1)));
    }
}
