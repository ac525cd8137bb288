package primelb.client.testing;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** A page or a drawing as an XML parser sees it, which takes nothing that is not well-formed. */
public final class Document {
    private final org.w3c.dom.Document document;

    private Document(org.w3c.dom.Document document) {
        this.document = document;
    }

    /** Returns the document in a text, which must be well-formed. */
    public static Document of(String text) {
        try {
            return new Document(DocumentBuilderFactory.newInstance().newDocumentBuilder()
                    .parse(new InputSource(new StringReader(text))));
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new AssertionError("not well-formed: " + e.getMessage(), e);
        }
    }

    /** Returns every element of this name, in order. */
    public List<Element> all(String name) {
        NodeList nodes = document.getElementsByTagName(name);
        var elements = new ArrayList<Element>();
        for (int at = 0; at < nodes.getLength(); at++) {
            elements.add((Element) nodes.item(at));
        }
        return elements;
    }

    /** Returns every id, in order. */
    public List<String> ids() {
        return all("*").stream().map(element -> element.getAttribute("id")).filter(id -> !id.isEmpty()).toList();
    }

    /** Returns the element of this id. */
    public Element byId(String id) {
        return all("*").stream().filter(element -> element.getAttribute("id").equals(id)).findFirst()
                .orElseThrow(() -> new AssertionError("there is no " + id));
    }

    /** Returns the cells of the first table, the headings first. */
    public List<List<String>> table() {
        var rows = new ArrayList<List<String>>();
        NodeList found = all("table").getFirst().getElementsByTagName("tr");
        for (int at = 0; at < found.getLength(); at++) {
            var cells = new ArrayList<String>();
            NodeList children = found.item(at).getChildNodes();
            for (int child = 0; child < children.getLength(); child++) {
                cells.add(children.item(child).getTextContent());
            }
            rows.add(cells);
        }
        return rows;
    }

    /** Returns all of its text. */
    public String text() {
        return document.getDocumentElement().getTextContent();
    }
}
